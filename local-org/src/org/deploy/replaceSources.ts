/** Puts other sources into an open org: tables, rows that metadata become, rules and classes – over the same records, sessions and jobs. */
import type { Problem } from '../../compiler/annotations.ts';
import { KeptDatabaseError } from '../../data/store/errors.ts';
import { deployPlatform } from '../../platform/index.ts';
import { deployPermissions } from '../../security/index.ts';
import { connectRooms, schemaOf } from '../assemble.ts';
import type { Assembly } from '../assemble.ts';
import { loadSources } from '../loadSources.ts';
import { asProblem } from '../openDatabase.ts';
import { byPlace } from '../problems.ts';
import { loadProgram } from '../program.ts';
import type { Program } from '../program.ts';
import type { OrgSchema } from '../../schema/buildSchema.ts';
import type { Project } from '../../schema/project.ts';
import type { ComponentRef } from '../../metadata/index.ts';
import { removeRows } from './removeRows.ts';
import { removeTraces } from './removeTraces.ts';

/** Sources that have been read and compiled. */
export interface CompiledSources {
    project: Project;
    schema: OrgSchema;
    program: Program;
}

/** Reads and compiles a folder of sources as this org would have it. Throws ProjectError. */
export function compileSources(org: Assembly, directory: string): CompiledSources {
    const project = loadSources(directory, {});
    const schema = schemaOf(project, org.options, org.store.keyPrefixes());
    const { cacheDirectory, options } = org;
    return { project, schema, program: loadProgram({ project, schema, cacheDirectory, onProgress: options.onProgress }) };
}

/** How sources are replaced. */
export interface Replacement {
    /** Who deploys. */
    userId: string;
    /** What is no longer among the sources because it was deleted, not because it never was. */
    removed: readonly ComponentRef[];
    /** Told of all problems of the new sources and of the deletions that the org refuses: does it take them? */
    decide(problems: readonly Problem[], refusals: readonly { ref: ComponentRef; problem: string }[]): boolean;
}

/**
 * Puts the sources into the org when `decide`, told of all their problems, says so; else the org is as it was. One savepoint
 * around everything: whatever throws leaves the org as it was.

 * @returns whether they are in
 */
export function replaceSources(
    org: Assembly,
    { project, schema, program }: CompiledSources,
    { userId, removed, decide }: Replacement
): boolean {
    const { store } = org;
    const schemaBefore = store.schema;
    const mark = store.mark();
    try {
        const problems = [...program.problems];
        let approvals;
        const refusals = removeRows(org, removed, userId);
        try {
            store.adopt(schema);
            removeTraces(store, org.schema, schema);
            problems.push(...deployPermissions(store, project, userId).map(asProblem));
            const platform = deployPlatform(store, project, userId);
            problems.push(...platform.problems.map(asProblem));
            ({ approvals } = platform);
        } catch (error) {
            if (!(error instanceof KeptDatabaseError)) {
                throw error;
            }
            problems.push(dataProblem(project, error));
        }
        problems.sort(byPlace);
        if (!decide(problems, refusals) || !approvals) {
            undo();
            return false;
        }
        const { now, ownUrls, usage, options } = org;
        const rooms = connectRooms({ project, schema, program, store, approvals, now, ownUrls, usage, options });
        store.release(mark);
        Object.assign(org, rooms, { problems });
        return true;
    } catch (error) {
        undo();
        throw error;
    }

    function undo(): void {
        store.rollbackTo(mark);
        store.release(mark);
        store.restore(schemaBefore);
    }
}

/** Salesforce converts the data of a field whose type changes; that is not built, and losing them is no choice. */
function dataProblem(project: Project, { object, field }: KeptDatabaseError): Problem {
    const name = `${object}.${field}`;
    const file = project.metadata.find(({ type, fullName }) => type === 'CustomField' && fullName.toLowerCase() === name.toLowerCase());
    const problem = `Not supported by the local org: changing the type of ${name} while records have values in it. Empty or delete the field first.`;
    return { fileName: file?.path ?? '', line: 1, column: 1, problem, kind: 'error' };
}
