/** DML statements: what they take, what they count, and the exception when a row fails. */
import { nullPointer } from './operators.ts';
import type { DmlOptions, DmlVerb, RowResult } from './ports.ts';
import type { Transaction } from './Transaction.ts';
import { ApexException } from './values/ApexException.ts';
import { ApexList } from './values/ApexList.ts';
import { SObject } from './values/SObject.ts';
import { runtimeType } from './values/typeText.ts';

/** The records of a DML operand. Throws System.NullPointerException for null, System.ListException for null among the records. */
export function recordsOf(value: unknown): SObject[] {
    if (value === null || value === undefined) {
        throw nullPointer();
    }
    const items = value instanceof ApexList ? value.items : [value];
    return items.map((item, index) => {
        if (item === null) {
            throw ApexException.of('System.ListException', `DML statement found null SObject at position ${index}`);
        }
        if (!(item instanceof SObject)) {
            throw ApexException.of('System.TypeException', `DML requires SObject or SObject list type: ${runtimeType(item)}`);
        }
        return item;
    });
}

/** One statement and its rows against the limits, then the records. An empty list costs nothing. */
export function runDml(transaction: Transaction, verb: DmlVerb, records: SObject[], options: DmlOptions): RowResult[] {
    if (records.length === 0) {
        return [];
    }
    transaction.limits.count('dmlStatements');
    transaction.limits.count('dmlRows', records.length);
    return transaction.ports.data.dml(transaction, verb, records, options);
}

/** System.DmlException when a row failed. */
export function mustSucceed(verb: DmlVerb, records: SObject[], results: RowResult[]): void {
    const failed = results.flatMap((result, index) => (result.success ? [] : [{ result, index }]));
    if (failed.length === 0) {
        return;
    }
    const rows = failed.flatMap(({ result, index }) =>
        result.errors.map((error) => ({
            index,
            id: result.id ?? records[index]?.id ?? null,
            statusCode: error.statusCode,
            message: error.message,
            fields: error.fields
        }))
    );
    const first = rows[0];
    const withId = first.id !== null && verb !== 'insert' ? ` with id ${first.id}` : '';
    const text = `${capital(verb)} failed. First exception on row ${first.index}${withId}; first error: ${first.statusCode}, ${first.message}: [${first.fields.join(', ')}]`;
    const exception = ApexException.of('System.DmlException', text);
    exception.dmlErrors = rows;
    throw exception;
}

function capital(verb: string): string {
    return verb.charAt(0).toUpperCase() + verb.slice(1);
}
