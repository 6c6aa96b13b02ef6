/** A project of a few files, opened as a local org; pieces of Apex run in it one transaction after the other. */
import type { TestContext } from 'node:test';
import { openLocalOrg } from '../../src/localOrg.ts';
import type { LocalOrg } from '../../src/localOrg.ts';
import { writeProject } from '../schema/projectFixture.ts';

export interface ProjectOrg {
    org: LocalOrg;
    /** What the piece of Apex says with System.debug, or the exception that ends it. */
    say(code: string): string[];
}

export function projectOrg(context: TestContext, files: Record<string, string>): ProjectOrg {
    const org = openLocalOrg(writeProject(context, files));
    context.after(() => org.close());
    const errors = org.problems.filter((problem) => problem.kind === 'error');
    if (errors.length > 0) {
        throw new Error(JSON.stringify(errors));
    }
    return {
        org,
        say: (code) => {
            const result = org.executeAnonymous(org.assembly.adminId, code);
            const failure = result.exceptionMessage ?? result.compileProblem;
            return [...result.debugLog.map((line) => line.replace(/^DEBUG\|/, '')), ...(failure ? [failure] : [])];
        }
    };
}
