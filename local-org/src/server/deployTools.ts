/** What a deployment needs of rooms that the org itself must not know: the LWC compiler, and tests in an org of their own. */
import { UnknownTestsError } from '../localOrg.ts';
import type { CandidateSources, DeployTools, TestOutcome, TestSelection } from '../localOrg.ts';
import { NoSuchTestError, startTests } from './TestThread.ts';

export const deployTools: DeployTools = {
    compileBundles: async ({ directory }, bundles) => {
        // The compiler is large: loaded when the first component is deployed.
        const { compileBundles } = await import('../browser/compileBundles.ts');
        return compileBundles(directory, bundles);
    },
    runTests
};

async function runTests(
    { directory, packageDirectories, features }: CandidateSources,
    selection: TestSelection,
    signal: AbortSignal
): Promise<TestOutcome> {
    try {
        const started = await startTests({ projectDirectory: directory, packageDirectories, features, ...selection, coverage: true });
        const finished = await Promise.race([
            started.finished,
            new Promise<null>((resolve) =>
                signal.aborted ? resolve(null) : signal.addEventListener('abort', () => resolve(null), { once: true })
            )
        ]);
        if (finished === null) {
            started.stop();
            return { tests: [], coverage: [] };
        }
        const covered = new Map(finished.classes.map(({ name }) => [name, new Set<number>()]));
        finished.coverage.forEach((each) => each.covered.forEach((line) => covered.get(each.name)?.add(line)));
        return {
            tests: finished.tests,
            coverage: finished.classes.map(({ name, lines }) => ({
                name,
                covered: lines.filter((line) => covered.get(name)!.has(line)),
                uncovered: lines.filter((line) => !covered.get(name)!.has(line))
            }))
        };
    } catch (error) {
        throw error instanceof NoSuchTestError ? new UnknownTestsError(error.message) : error;
    }
}
