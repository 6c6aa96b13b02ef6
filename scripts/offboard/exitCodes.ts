/** What the exit codes of `npm run offboard` mean: here, in --help and in docs/CLI.md alike. */
export const EXIT = {
    DONE: 0,
    NOT_ALL: 1,
    USAGE: 2,
    NO_ORG: 3,
    NOT_CONFIRMED: 4,
    FILE: 5,
    INTERRUPTED: 130
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_CODE_MEANINGS: readonly [ExitCode, string][] = [
    [EXIT.DONE, 'everything that was asked for is done'],
    [EXIT.NOT_ALL, 'somebody was refused or failed, or something was left undone or unverified: the report says who and why'],
    [EXIT.USAGE, 'wrong usage or bad input; nothing was started'],
    [EXIT.NO_ORG, 'an org could not be asked: not logged in, not reachable, Handover not deployed there, or no right to use it'],
    [EXIT.NOT_CONFIRMED, 'not confirmed; nothing was started (without a terminal, --yes confirms)'],
    [EXIT.FILE, 'a file could not be written; what was started is in the org, and the message says how to get the report again'],
    [EXIT.INTERRUPTED, 'interrupted (Ctrl-C); what was started goes on in the org']
];

/** The one that matters most. */
const GRAVEST_FIRST: readonly ExitCode[] = [
    EXIT.INTERRUPTED,
    EXIT.USAGE,
    EXIT.NOT_CONFIRMED,
    EXIT.NO_ORG,
    EXIT.FILE,
    EXIT.NOT_ALL,
    EXIT.DONE
];

export function gravest(codes: readonly ExitCode[]): ExitCode {
    return GRAVEST_FIRST.find((code) => codes.includes(code)) ?? EXIT.DONE;
}

export function exitCodesHelp(): string {
    return `Exit codes:\n${EXIT_CODE_MEANINGS.map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`).join('\n')}`;
}
