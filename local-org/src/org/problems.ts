import type { Problem } from '../compiler/annotations.ts';
import { describeProblems } from './problemText.ts';

/** The project has errors, and whoever opens it wants none. The message names each with file, line and column. */
export class SourceProblemsError extends Error {
    constructor(errors: readonly Problem[]) {
        super(describeProblems(errors));
        this.name = 'SourceProblemsError';
    }

    /** Throws when there is an error among the problems; unsupported places may stay. */
    static refuse(problems: readonly Problem[]): void {
        const errors = problems.filter((problem) => problem.kind === 'error');
        if (errors.length > 0) {
            throw new SourceProblemsError(errors);
        }
    }
}

export function byPlace(one: Problem, other: Problem): number {
    if (one.fileName !== other.fileName) {
        return one.fileName < other.fileName ? -1 : 1;
    }
    return one.line - other.line || one.column - other.column;
}
