/** Runs tables of Apex statements through checker, emitter, runtime and library, and compares what they answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TransactionKind } from '../../src/runtime/Transaction.ts';
import type { Ports } from '../../src/runtime/ports.ts';
import { textOf } from '../../src/runtime/values/text.ts';
import { orgOf } from '../emit/apex.ts';
import type { Source } from '../emit/apex.ts';

/** Statements of a static method, and the text of the value that they return or `Type: message` of what they throw. */
export type Case = [statements: string, expected: string];

export interface Setting {
    /** Further members of the class that holds the cases, then further classes. */
    members?: string;
    sources?: Source[];
    kind?: TransactionKind;
    ports?: Partial<Ports>;
}

/** One test per table: all its cases are one class, so that a table is parsed once. */
export function apexCases(title: string, cases: readonly Case[], setting: Setting = {}): void {
    test(title, () => {
        const methods = cases.map(([statements], index) => `    public static Object c${index}() { ${statements} }`);
        const text = ['public class T {', ...methods, setting.members ?? '', '}'].join('\n');
        const org = orgOf({ fileName: 'T.cls', text }, ...(setting.sources ?? []));
        const actual = cases.map(([statements], index): Case => {
            const transaction = org.transaction(setting.kind);
            Object.assign(transaction.ports, setting.ports);
            const answer = org.runtime.runInTransaction(transaction, () => {
                try {
                    return textOf(org.runtime.callStatic('T', `m_c${index}`));
                } catch (error) {
                    const { typeName, message, stackTrace } = org.runtime.explain(error);
                    // A JavaScript error is a defect of ours: show all of it.
                    return typeName.startsWith('System.') || stackTrace !== '' ? `${typeName}: ${message}` : String((error as Error).stack);
                }
            });
            return [statements, answer];
        });
        assert.deepEqual(actual, cases);
    });
}
