/** Compiles Apex text and runs it in an org without a database. */
import assert from 'node:assert/strict';
import { checkProject } from '../../src/compiler/check.ts';
import { createLibrary } from '../../src/compiler/libraryPort.ts';
import { emitUnit } from '../../src/compiler/emit/emitUnit.ts';
import type { EmittedModule } from '../../src/runtime/EmittedModule.ts';
import { parseApex } from '../../src/language/parseApex.ts';
import { textOf } from '../../src/runtime/values/text.ts';
import { buildSchema } from '../../src/schema/buildSchema.ts';
import { stdlibBodies } from '../../src/stdlib/index.ts';
import { fakeOrg } from '../runtime/fakes.ts';
import type { FakeOrg } from '../runtime/fakes.ts';

const schema = buildSchema(null);
const library = createLibrary(() => true);

export interface Source {
    /** `Foo.cls`, `OnAccount.trigger` */
    fileName: string;
    text: string;
    apiVersion?: number;
}

/** Class T from its lines. */
export function classT(...lines: string[]): { fileName: string; text: string } {
    return { fileName: 'classes/T.cls', text: lines.join('\n') };
}

/** Modules of sources that must be without error. */
export function compile(sources: readonly Source[]): EmittedModule[] {
    const units = sources.map(({ fileName, text, apiVersion = 67 }) => ({
        unit: parseApex(fileName, text, fileName.endsWith('.trigger') ? 'trigger' : 'class'),
        apiVersion
    }));
    assert.deepEqual(
        units.flatMap(({ unit }) => unit.problems),
        []
    );
    const { symbols, problems } = checkProject({ units, schema, library, labels: null });
    assert.deepEqual(
        problems.filter((problem) => problem.kind === 'error'),
        []
    );
    return symbols.map(emitUnit);
}

/** An org with these sources. */
export function orgOf(...sources: Source[]): FakeOrg {
    const org = fakeOrg({ schema, library: stdlibBodies() });
    compile(sources).forEach((module) => org.runtime.add(module));
    return org;
}

/** What `T.run()` answers in a transaction of its own, or the exception that leaves it. */
export function run(org: FakeOrg, typeName = 'T'): string {
    const { runtime } = org;
    return runtime.runInTransaction(org.transaction(), () => {
        try {
            return textOf(runtime.callStatic(typeName, 'm_run'));
        } catch (error) {
            const { typeName: type, message } = runtime.explain(error);
            return `${type}: ${message}`;
        }
    });
}
