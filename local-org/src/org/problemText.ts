import type { Problem } from '../compiler/annotations.ts';

/** `file:line:column kind: problem`, one a line. */
export function describeProblems(problems: readonly Problem[]): string {
    return problems.map((each) => `${each.fileName}:${each.line}:${each.column} ${each.kind}: ${each.problem}`).join('\n');
}
