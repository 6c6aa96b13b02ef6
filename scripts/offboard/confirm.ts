import { NotConfirmedError } from './errors.ts';
import type { ConfirmOptions } from './options.ts';
import type { OrgSession } from './session.ts';

/**
 * Asks whether to do what the text says in words and numbers.
 *
 * @throws NotConfirmedError when the answer is not yes, and when there is nobody to ask
 */
export async function confirm({ environment, say }: OrgSession, options: ConfirmOptions, text: string, nothing: string): Promise<void> {
    if (options.yes) {
        say(text);
        return;
    }
    if (!environment.isTerminal) {
        throw new NotConfirmedError(`${text}\nThere is no terminal to ask on. ${nothing} Give --yes to go ahead.`);
    }
    const answer = await environment.ask(`${text}\nGo ahead? (y/N) `);
    if (!/^\s*y(?:es)?\s*$/i.test(answer)) {
        throw new NotConfirmedError(nothing);
    }
}
