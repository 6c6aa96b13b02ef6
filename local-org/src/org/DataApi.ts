/** What the REST API asks of the records beside single queries and saves. */
import { parseSosl } from '../language/parseSoql.ts';
import type { ApexList } from '../runtime/values/ApexList.ts';
import { idOf18 } from '../runtime/values/ids.ts';
import type { SObject } from '../runtime/values/SObject.ts';
import { childRelationshipOf, fieldOf, parentFieldOf } from '../schema/model.ts';
import type { FieldSchema, SObjectSchema } from '../schema/model.ts';
import { ApiUsage } from './ApiUsage.ts';
import type { Assembly } from './assemble.ts';
import { MAXIMA, orgLimits } from './orgLimits.ts';
import type { OrgLimits } from './orgLimits.ts';
import { recordToJson } from './recordJson.ts';
import type { RecordJson } from './recordJson.ts';
import { fieldNames, queryRecords, saveRecords, seenObject } from './records.ts';
import type { ObjectRow, QueryResult, SaveOptions, SaveResult, SaveVerb } from './records.ts';
import { asRefusals, RequestRefused } from './refusals.ts';
import { changedBetween, deletedBetween } from './replication.ts';
import type { DeletedRecords, UpdatedRecords } from './replication.ts';
import { inTransaction } from './transactions.ts';

/** Several records have the same key. */
export class MultipleChoices extends Error {
    readonly object: string;
    readonly ids: string[];
    constructor(object: string, ids: string[]) {
        super(`Several records have this key: ${ids.join(', ')}`);
        this.name = 'MultipleChoices';
        this.object = object;
        this.ids = ids;
    }
}

export class DataApi {
    readonly #current: () => Assembly;
    /** Requests that count against the org's limits. */
    readonly usage: ApiUsage;

    /** @param current the org as it is now: a deploy replaces it */
    constructor(current: () => Assembly) {
        this.#current = current;
        this.usage = new ApiUsage(() => current().now());
    }

    save(userId: string, verb: SaveVerb, rows: readonly ObjectRow[], options: SaveOptions): SaveResult[] {
        return saveRecords(this.#current(), userId, verb, rows, options);
    }

    /** Is this a field that rows can be told apart by? */
    isKey(objectName: string, fieldName: string): boolean {
        const object = this.#current().schema.object(objectName);
        const field = object?.present ? fieldOf(object, fieldName) : undefined;
        return field !== undefined && isKey(field);
    }

    /**
     * The Id of the record with that key, null when there is none.
     *
     * @throws MultipleChoices when there are several
     * @throws RequestRefused when the field is no key
     */
    idByKey(userId: string, objectName: string, fieldName: string, value: string): string | null {
        const { object, field } = this.#key(userId, objectName, fieldName);
        const literal = literalOf(field, value);
        if (literal === null) {
            return null;
        }
        const { records } = queryRecords(
            this.#current(),
            userId,
            `SELECT Id FROM ${object.name} WHERE ${field.name} = ${literal} LIMIT 200`
        );
        const ids = records.map(({ Id }) => String(Id));
        if (ids.length > 1) {
            throw new MultipleChoices(object.name, ids);
        }
        return ids[0] ?? null;
    }

    /** Inserts the record with that key, or updates the one that has it. */
    upsertByKey(userId: string, objectName: string, fieldName: string, value: string, record: RecordJson): SaveResult {
        const { object, field } = this.#key(userId, objectName, fieldName);
        const row = { object: object.name, record: { ...record, [field.name]: value } };
        return this.save(userId, 'upsert', [row], { allOrNone: true, externalIdField: field.type === 'id' ? null : field.name })[0];
    }

    #key(userId: string, objectName: string, fieldName: string): { object: SObjectSchema; field: FieldSchema } {
        const object = seenObject(this.#current(), userId, objectName);
        const field = fieldOf(object, fieldName);
        if (!field || !isKey(field)) {
            throw new RequestRefused('NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${fieldName}`);
        }
        return { object, field };
    }

    /** The parent of a record, or its children; null when there is no such relationship. */
    related(
        userId: string,
        objectName: string,
        id: string,
        relationship: string,
        fields: string[] | null
    ): RecordJson | QueryResult | null {
        const org = this.#current();
        const object = seenObject(org, userId, objectName);
        const literal = `'${id.replace(/[^\w]/g, '')}'`;
        const child = childRelationshipOf(object, relationship);
        if (child) {
            const names = fieldNames(org, userId, seenObject(org, userId, child.childObject), fields);
            return queryRecords(org, userId, `SELECT ${names.join(', ')} FROM ${child.childObject} WHERE ${child.field} = ${literal}`);
        }
        const reference = parentFieldOf(object, relationship);
        if (!reference) {
            return null;
        }
        const [row] = queryRecords(org, userId, `SELECT ${reference.name} FROM ${object.name} WHERE Id = ${literal}`).records;
        const parentId = row?.[reference.name];
        const parent = typeof parentId === 'string' ? org.schema.objectByKeyPrefix(parentId.slice(0, 3)) : undefined;
        if (!parent?.present) {
            throw new RequestRefused('NOT_FOUND', `The requested resource does not exist: ${relationship} of ${id}`);
        }
        const names = fieldNames(org, userId, parent, fields);
        return (
            queryRecords(org, userId, `SELECT ${names.join(', ')} FROM ${parent.name} WHERE Id = '${String(parentId)}'`).records[0] ?? null
        );
    }

    /** The records with these Ids, in their order; null for one that is not there or not seen. */
    recordsById(userId: string, objectName: string, ids: readonly string[], fields: string[]): (RecordJson | null)[] {
        const org = this.#current();
        const object = seenObject(org, userId, objectName);
        const names = fieldNames(org, userId, object, fields);
        const selected = names.some((name) => name.toLowerCase() === 'id') ? names : ['Id', ...names];
        const list = ids.map((id) => `'${id.replace(/[^\w]/g, '')}'`).join(', ');
        const { records } = queryRecords(org, userId, `SELECT ${selected.join(', ')} FROM ${object.name} WHERE Id IN (${list})`);
        const byId = new Map(records.map((record) => [String(record.Id), record]));
        return ids.map((id) => {
            const found = byId.get(idOf18(id) ?? id);
            if (!found || selected === names) {
                return found ?? null;
            }
            const { Id: _id, ...record } = found;
            return record;
        });
    }

    /** The bytes of a record's base64 field; null when there is no such record or field. */
    blob(userId: string, objectName: string, id: string, fieldName: string): Uint8Array | null {
        const object = seenObject(this.#current(), userId, objectName);
        const field = fieldOf(object, fieldName);
        if (field?.type !== 'base64') {
            return null;
        }
        const soql = `SELECT ${field.name} FROM ${object.name} WHERE Id = '${id.replace(/[^\w]/g, '')}'`;
        const [row] = queryRecords(this.#current(), userId, soql).records;
        const value = row?.[field.name];
        return row ? Buffer.from(typeof value === 'string' ? value : '', 'base64') : null;
    }

    /** Rows changed in a span of time, as replication asks for them. */
    updated(userId: string, objectName: string, start: string | undefined, end: string | undefined): UpdatedRecords {
        return changedBetween(this.#current(), userId, seenObject(this.#current(), userId, objectName), start, end);
    }

    deleted(userId: string, objectName: string, start: string | undefined, end: string | undefined): DeletedRecords {
        return deletedBetween(this.#current(), userId, seenObject(this.#current(), userId, objectName), start, end);
    }

    /** SOSL. */
    search(userId: string, sosl: string): RecordJson[] {
        const org = this.#current();
        return asRefusals(
            () =>
                inTransaction(org, { userId, sharing: true }, (transaction) => {
                    const query = parseSosl(sosl);
                    if (query.binds.length > 0) {
                        throw new RequestRefused('MALFORMED_SEARCH', 'Bind variables only allowed in Apex code');
                    }
                    const lists = org.data.search(transaction, query, { access: 'user', sharing: true, binds: [] });
                    return lists.items.flatMap((list) => (list as ApexList).items.map((row) => recordToJson(org.schema, row as SObject)));
                }),
            'MALFORMED_SEARCH'
        );
    }

    /** What is left of the org's limits. */
    limits(bulk: { queryJobs: number; batches: number }): OrgLimits {
        return orgLimits(this.#current(), { ...bulk, apiRequests: this.usage.lastDay });
    }

    /** `api-usage=18/100000`: the header Sforce-Limit-Info. */
    get limitInfo(): string {
        return `api-usage=${this.usage.lastDay}/${MAXIMA.DailyApiRequests}`;
    }

    /** Runs the work; unless it says to keep what it did, all of it is undone. Nothing else may happen in between. */
    allOrNothing<T>(work: () => { keep: boolean; result: T }): T {
        const { store } = this.#current();
        const mark = store.mark();
        let keep = false;
        try {
            const done = work();
            ({ keep } = done);
            return done.result;
        } finally {
            if (!keep) {
                store.rollbackTo(mark);
            }
            store.release(mark);
        }
    }
}

function isKey(field: FieldSchema): boolean {
    return field.type === 'id' || field.externalId || field.idLookup;
}

/** null: no row can have that value. */
function literalOf(field: FieldSchema, value: string): string | null {
    if (field.apexType === 'String' || field.apexType === 'Id') {
        return `'${value.replace(/[\\']/g, '\\$&')}'`;
    }
    return /^-?\d+(?:\.\d+)?$/.test(value) ? value : null;
}
