/** How a field is kept in SQLite. */
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';

export type StorageClass = 'id' | 'text' | 'exactText' | 'boolean' | 'number' | 'plain' | 'blob';

/** null: nothing is stored (compound fields, formulas and roll-ups of the project). */
export function storageOf(field: FieldSchema): StorageClass | null {
    if (field.calculated && field.custom) {
        return null;
    }
    switch (field.type) {
        case 'address':
        case 'location':
            return null;
        case 'id':
        case 'reference':
            return 'id';
        case 'boolean':
            return 'boolean';
        case 'integer':
        case 'long':
        case 'double':
        case 'currency':
        case 'percent':
            return 'number';
        case 'date':
        case 'datetime':
        case 'time':
            return 'plain';
        case 'base64':
            return 'blob';
        default:
            return field.caseSensitive ? 'exactText' : 'text';
    }
}

const DECLARATIONS: Record<StorageClass, string> = {
    id: 'TEXT',
    // SOQL compares text without case.
    text: 'TEXT COLLATE NOCASE',
    exactText: 'TEXT',
    // Salesforce knows no null Boolean in a record.
    boolean: 'INTEGER NOT NULL DEFAULT 0',
    number: 'REAL',
    plain: 'TEXT',
    blob: 'BLOB'
};

export interface Column {
    name: string;
    storage: StorageClass;
    indexed: boolean;
}

/** Columns that every table has, whether or not the object shows them as fields. */
const HIDDEN: Column[] = [
    { name: 'IsDeleted', storage: 'boolean', indexed: false },
    // Which delete took the row along: undelete brings the same rows back.
    { name: '_DeletedWith', storage: 'plain', indexed: true }
];

const SELDOM_SEARCHED = new Set(['createdbyid', 'lastmodifiedbyid']);

/** The columns of an object's table, Id first. */
export function columnsOf(object: SObjectSchema): Column[] {
    const columns: Column[] = [];
    for (const field of object.fields.values()) {
        const storage = storageOf(field);
        if (storage) {
            const lower = field.name.toLowerCase();
            const indexed =
                lower !== 'id' && ((storage === 'id' && !SELDOM_SEARCHED.has(lower)) || field.unique || field.externalId || field.idLookup);
            columns.push({ name: field.name, storage, indexed });
        }
    }
    columns.sort((left, right) => Number(right.name === 'Id') - Number(left.name === 'Id'));
    if (columns[0]?.name !== 'Id') {
        columns.unshift({ name: 'Id', storage: 'id', indexed: false });
    }
    for (const hidden of HIDDEN) {
        if (!columns.some((column) => column.name.toLowerCase() === hidden.name.toLowerCase())) {
            columns.push(hidden);
        }
    }
    return columns;
}

/** `"Group"`: objects are called Order, Group and Case, so every name is quoted. */
export function quoted(name: string): string {
    return `"${name.replaceAll('"', '""')}"`;
}

export function columnDeclaration(column: Column): string {
    return `${quoted(column.name)} ${DECLARATIONS[column.storage]}${column.name === 'Id' ? ' PRIMARY KEY NOT NULL' : ''}`;
}

/** Only rows that have a value: most references are empty, and an index over them would only cost. */
export function indexStatement(table: string, column: Column): string {
    return `CREATE INDEX IF NOT EXISTS ${quoted(`${table}.${column.name}`)} ON ${quoted(table)} (${quoted(column.name)}) WHERE ${quoted(column.name)} IS NOT NULL`;
}
