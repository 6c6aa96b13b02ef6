import type { Query, SoslQuery } from '../language/soqlAst.ts';
import type { Schema } from '../schema/model.ts';
import { mustSucceed, recordsOf, runDml } from './dml.ts';
import { Execution } from './Execution.ts';
import { nn } from './operators.ts';
import type { AccessMode, DmlOptions, DmlVerb, QueryOptions, RowResult } from './ports.ts';
import type { MixedDmlState } from './Transaction.ts';
import { ApexException } from './values/ApexException.ts';
import { ApexList } from './values/ApexList.ts';
import { SObject } from './values/SObject.ts';

/** Records per turn of a SOQL loop over lists. */
const CHUNK = 200;

/** How running code reaches records, users and jobs: with its frame's mode and sharing, at its transaction's cost. */
export class RecordRuntime extends Execution {
    readonly schema: Schema;

    constructor(schema: Schema) {
        super();
        this.schema = schema;
    }

    /** `new Account(Name = …)`: lower-case names and values in turn. */
    newRecord(objectName: string, ...fields: unknown[]): SObject {
        const record = new SObject(this.schema.object(objectName) ?? objectName);
        for (let index = 0; index < fields.length; index += 2) {
            record.put(fields[index] as string, fields[index + 1]);
        }
        return record;
    }

    queryOptions(binds: unknown[], access: AccessMode | null): QueryOptions {
        return { access: access ?? this.frame.access, sharing: this.frame.sharing, binds };
    }

    /** Counts one query and the rows that it brings. */
    query(query: Query, binds: unknown[] = [], access: AccessMode | null = null): ApexList {
        this.tx.limits.count('queries');
        const rows = this.tx.ports.data.query(this.tx, query, this.queryOptions(binds, access));
        this.tx.limits.count('queryRows', countRows(query, rows));
        return rows;
    }

    /** A query whose place wants one record. */
    queryOne(query: Query, binds: unknown[], access: AccessMode | null): unknown {
        return this.onlyRecord(this.query(query, binds, access));
    }

    /** In front of `?.` and `??` no row is null. */
    queryOneOrNull(query: Query, binds: unknown[], access: AccessMode | null): unknown {
        return this.onlyRecordOrNull(this.query(query, binds, access));
    }

    /** Throws System.QueryException unless there is exactly one. */
    onlyRecord(rows: ApexList): unknown {
        if (rows.items.length === 0) {
            throw ApexException.of('System.QueryException', 'List has no rows for assignment to SObject');
        }
        return this.onlyRecordOrNull(rows);
    }

    onlyRecordOrNull(rows: ApexList): unknown {
        if (rows.items.length > 1) {
            throw ApexException.of('System.QueryException', 'List has more than 1 row for assignment to SObject');
        }
        return rows.items[0] ?? null;
    }

    /** `SELECT COUNT()` */
    count(query: Query, binds: unknown[] = [], access: AccessMode | null = null): number {
        this.tx.limits.count('queries');
        this.tx.limits.count('queryRows');
        return this.tx.ports.data.count(this.tx, query, this.queryOptions(binds, access));
    }

    search(query: SoslQuery, binds: unknown[] = [], access: AccessMode | null = null): ApexList {
        this.tx.limits.count('soslQueries');
        return this.tx.ports.data.search(this.tx, query, this.queryOptions(binds, access));
    }

    /** A SOQL loop over lists of up to 200. The data room counts, as it knows the rows before they are made. */
    *chunks(query: Query, binds: unknown[], access: AccessMode | null): Generator<ApexList> {
        const object = query.from.object;
        for (const records of this.tx.ports.data.queryChunks(this.tx, query, this.queryOptions(binds, access), CHUNK)) {
            yield new ApexList(this.schema.object(object)?.name ?? object, records);
        }
    }

    /** A SOQL loop over single records. */
    *records(query: Query, binds: unknown[], access: AccessMode | null): Generator<SObject> {
        for (const records of this.tx.ports.data.queryChunks(this.tx, query, this.queryOptions(binds, access), CHUNK)) {
            yield* records;
        }
    }

    /** A DML statement: throws System.DmlException when a row fails. */
    dml(
        verb: DmlVerb,
        value: unknown,
        options: { access: AccessMode | null; allOrNone?: boolean; externalId?: string | null; duplicates?: unknown }
    ): void {
        const records = recordsOf(value);
        if (options.duplicates !== undefined) {
            records.push(...recordsOf(options.duplicates));
        }
        mustSucceed(verb, records, this.dmlRows(verb, records, { access: options.access, externalIdField: options.externalId ?? null }));
    }

    /** The Database methods: counts, and leaves what failed to the caller. */
    dmlRows(
        verb: DmlVerb,
        records: SObject[],
        options: Partial<Omit<DmlOptions, 'access'>> & { access?: AccessMode | null } = {}
    ): RowResult[] {
        return runDml(this.tx, verb, records, {
            allOrNone: true,
            externalIdField: null,
            sharing: this.frame.sharing,
            ...options,
            access: options.access ?? this.frame.access
        });
    }

    /** `rec.Field.addError(…)`; rec.addError of stdlib without a field. */
    fieldAddError(record: SObject, field: string | null, message: unknown): void {
        const text = message instanceof ApexException ? message.apexMessage : String(message);
        record.errors.push({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: text, fields: field === null ? [] : [field] });
    }

    /** A call of a @future method. */
    future(typeName: string, jsName: string, args: unknown[], callout: boolean): null {
        this.tx.ports.async.future(this.tx, typeName, jsName, args, callout);
        return null;
    }

    /** System.runAs: another user, and a fresh start for mixed DML. Costs a DML statement. */
    beginRunAs(user: SObject | null): RunAsState {
        const depth = Number(this.tx.state.get(RUN_AS_DEPTH) ?? 0);
        const before: RunAsState = { userId: this.tx.userId, mixedDml: this.tx.mixedDml, depth };
        if (!this.tx.isTest) {
            throw ApexException.of('System.TypeException', 'System.runAs() can only be called from test methods');
        }
        const record = nn(user);
        if (record.id === null) {
            this.dml('insert', record, { access: 'system' });
        } else {
            this.tx.limits.count('dmlStatements');
        }
        this.tx.mixedDml = { side: 'none', firstObject: null };
        this.tx.userId = record.id as string;
        this.tx.state.set(RUN_AS_DEPTH, before.depth + 1);
        return before;
    }

    endRunAs(before: RunAsState | undefined): void {
        if (before) {
            this.tx.userId = before.userId;
            this.tx.mixedDml = before.mixedDml;
            this.tx.state.set(RUN_AS_DEPTH, before.depth);
        }
    }
}

export interface RunAsState {
    userId: string;
    mixedDml: MixedDmlState;
    depth: number;
}

/** How deep System.runAs is nested: inside it license limits do not count (platform/rules/context.ts). */
const RUN_AS_DEPTH = Symbol.for('System.runAs');

/** Children of subqueries are rows too. */
function countRows(query: Query, rows: ApexList): number {
    let count = rows.items.length;
    if (query.select.some((item) => item.kind === 'subquery')) {
        for (const row of rows.items) {
            for (const value of row instanceof SObject ? row.values.values() : []) {
                count += value instanceof ApexList ? value.items.length : 0;
            }
        }
    }
    return count;
}
