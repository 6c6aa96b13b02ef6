/** An org without a database: what the tests put in comes out again. */
import { parseSoql } from '../../src/language/parseSoql.ts';
import type { Query } from '../../src/language/soqlAst.ts';
import { OrgRuntime } from '../../src/runtime/OrgRuntime.ts';
import { LibraryTable } from '../../src/runtime/library.ts';
import type { LibraryBodies, LibraryDefinition } from '../../src/runtime/library.ts';
import type { DmlOptions, DmlVerb, Ports, QueryOptions, RowResult } from '../../src/runtime/ports.ts';
import { Transaction } from '../../src/runtime/Transaction.ts';
import type { TransactionKind } from '../../src/runtime/Transaction.ts';
import { ApexList } from '../../src/runtime/values/ApexList.ts';
import type { SObject } from '../../src/runtime/values/SObject.ts';
import type { Schema } from '../../src/schema/model.ts';

export const NO_SCHEMA: Schema = { features: new Set(), object: () => undefined, objectByKeyPrefix: () => undefined, objects: () => [] };

export class FakeData {
    rows: SObject[] = [];
    results: RowResult[] | null = null;
    readonly statements: { verb: DmlVerb; records: SObject[]; options: DmlOptions }[] = [];
    readonly queries: QueryOptions[] = [];
    /** Runs instead of saving, e.g. the triggers. */
    onDml: (() => void) | null = null;

    query(_transaction: Transaction, query: { from: { object: string } }, options: QueryOptions): ApexList {
        this.queries.push(options);
        return new ApexList(query.from.object, [...this.rows]);
    }

    parse(text: string): Query {
        return parseSoql(text);
    }

    count(_transaction: Transaction, _query: unknown, options: QueryOptions): number {
        this.queries.push(options);
        return this.rows.length;
    }

    *queryChunks(_transaction: Transaction, _query: unknown, options: QueryOptions, size: number): Iterable<SObject[]> {
        this.queries.push(options);
        for (let start = 0; start < this.rows.length; start += size) {
            yield this.rows.slice(start, start + size);
        }
    }

    dml(_transaction: Transaction, verb: DmlVerb, records: SObject[], options: DmlOptions): RowResult[] {
        this.statements.push({ verb, records, options });
        this.onDml?.();
        return this.results ?? records.map((record) => ({ success: true, id: record.id, created: false, errors: [] }));
    }
}

export interface FakeOrg {
    runtime: OrgRuntime;
    data: FakeData;
    futures: unknown[][];
    transaction(kind?: TransactionKind): Transaction;
}

export function fakeOrg(options: { schema?: Schema; library?: LibraryBodies; definitions?: LibraryDefinition[] } = {}): FakeOrg {
    const data = new FakeData();
    const futures: unknown[][] = [];
    const ports = {
        data,
        async: { future: (_transaction: Transaction, ...call: unknown[]) => futures.push(call) }
    } as unknown as Ports;
    const runtime = new OrgRuntime({
        schema: options.schema ?? NO_SCHEMA,
        library: options.library ?? new LibraryTable(options.definitions),
        label: (name) => (name.toLowerCase() === 'greeting' ? 'Hello' : null)
    });
    return {
        runtime,
        data,
        futures,
        transaction: (kind = 'synchronous') =>
            new Transaction({ ports, kind, userId: '005000000000001AAA', isTest: kind === 'test', now: () => 0 })
    };
}
