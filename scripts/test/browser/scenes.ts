import { test } from 'node:test';

/** Tests that follow one another like the scenes of a play: after one has failed the others fail at once, not each after its timeout. */
export function scenes(): (name: string, play: () => Promise<void> | void) => void {
    let failed: string | undefined;
    return (name, play) =>
        void test(name, async () => {
            if (failed !== undefined) {
                throw new Error(`Not played, because this failed: ${failed}`);
            }
            failed = name;
            await play();
            failed = undefined;
        });
}
