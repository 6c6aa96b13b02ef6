/** The Tooling API's own objects: queries, descriptions, rows. What is an ordinary record as well is left to the data API. */
import { parseSoql } from '../../language/parseSoql.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import { asRefusals, RequestRefused } from '../records.ts';
import { selectRows } from './rowQuery.ts';
import type { Row } from './rowQuery.ts';
import { sameId } from './ToolingTable.ts';
import type { ToolingTable, ToolingWriter } from './ToolingTable.ts';
import { UNBUILT_OBJECTS } from './unbuiltObjects.ts';

export interface ToolingResult {
    totalSize: number;
    records: Row[];
}

export class Tooling {
    readonly #tables: ReadonlyMap<string, ToolingTable>;
    readonly #isRecord: (name: string) => boolean;

    /** @param isRecord has the data API an object of this name? */
    constructor(tables: readonly ToolingTable[], isRecord: (name: string) => boolean) {
        this.#isRecord = isRecord;
        this.#tables = new Map(tables.map((table) => [table.name.toLowerCase(), table]));
    }

    /** Names of all objects that only this API has, sorted. */
    get names(): string[] {
        return [...this.#tables.values()].map((table) => table.name).sort();
    }

    table(name: string): ToolingTable | undefined {
        return this.#tables.get(name.toLowerCase());
    }

    /** Answers a query on one of these objects; null when it is on another. Throws UnsupportedError for those that are not built. */
    query(soql: string): ToolingResult | null {
        const object = /\bFROM\s+(\w+)/i.exec(soql)?.[1] ?? '';
        const table = this.table(object);
        if (!table) {
            if (UNBUILT_OBJECTS.has(object.toLowerCase()) && !this.#isRecord(object)) {
                throw new UnsupportedError(`${object} in the Tooling API`);
            }
            return null;
        }
        const records = asRefusals(() => selectRows(parseSoql(soql), table.name, new Set(table.fields), table.rows()));
        return { totalSize: records.length, records: /^\s*SELECT\s+COUNT\(\s*\)/i.test(soql) ? [] : records };
    }

    /** One row with all its fields; null when there is none. */
    record(table: ToolingTable, id: string): Row | null {
        const row = table.rows().find((each) => sameId(each.Id, id));
        return row
            ? (this.query(`SELECT ${plainFields(table).join(', ')} FROM ${table.name} WHERE Id = '${String(row.Id)}'`)?.records[0] ?? null)
            : null;
    }

    create(table: ToolingTable, values: Row, userId: string): string {
        return this.#writer(table, 'create')(spelled(table, values), userId);
    }

    update(table: ToolingTable, id: string, values: Row, userId: string): void {
        this.#expect(table, id);
        this.#writer(table, 'update')(id, spelled(table, values), userId);
    }

    remove(table: ToolingTable, id: string): void {
        this.#expect(table, id);
        this.#writer(table, 'remove')(id);
    }

    #expect(table: ToolingTable, id: string): void {
        if (!table.rows().some((row) => sameId(row.Id, id))) {
            throw new RequestRefused('NOT_FOUND', 'The requested resource does not exist');
        }
    }

    #writer<V extends keyof ToolingWriter>(table: ToolingTable, verb: V): NonNullable<ToolingWriter[V]> {
        const write = table.write?.[verb];
        if (!write) {
            throw new RequestRefused('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be ${PARTICIPLES[verb]}: ${table.name}`);
        }
        return write.bind(table.write) as NonNullable<ToolingWriter[V]>;
    }
}

const PARTICIPLES: Record<keyof ToolingWriter, string> = { create: 'inserted', update: 'updated', remove: 'deleted' };

/** Without the relationships, which are objects. */
export function plainFields({ fields }: ToolingTable): string[] {
    return fields.filter((field) => !fields.includes(`${field}Id`));
}

/** @throws RequestRefused INVALID_FIELD */
function spelled(table: ToolingTable, values: Row): Row {
    const known = plainFields(table);
    const entries = Object.entries(values).filter(([name]) => name !== 'attributes' && name.toLowerCase() !== 'id');
    return Object.fromEntries(
        entries.map(([name, value]) => {
            const field = known.find((each) => each.toLowerCase() === name.toLowerCase());
            if (field === undefined) {
                throw new RequestRefused('INVALID_FIELD', `No such column '${name}' on sobject of type ${table.name}`);
            }
            return [field, value];
        })
    );
}
