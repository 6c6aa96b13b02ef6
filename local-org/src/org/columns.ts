/** The columns of a query's result (`columns=true`), as clients ask for them to lay out a table. */
import { parseSoql } from '../language/parseSoql.ts';
import type { FieldPath, FunctionCall, Query } from '../language/soqlAst.ts';
import { childRelationshipOf, fieldOf, parentFieldOf } from '../schema/model.ts';
import type { SObjectSchema } from '../schema/model.ts';
import type { Assembly } from './assemble.ts';

export interface Column {
    aggregate: boolean;
    apexType: string | null;
    booleanType: boolean;
    columnName: string;
    custom: boolean;
    displayName: string;
    foreignKeyName: string | null;
    insertable: boolean;
    joinColumns: Column[];
    numberType: boolean;
    textType: boolean;
    updatable: boolean;
}

export interface ColumnsResult {
    columnMetadata: Column[];
    entityName: string;
    groupBy: boolean;
    idSelected: boolean;
    keyPrefix: string | null;
}

const NUMBERS = new Set(['int', 'double', 'currency', 'percent', 'long']);

function column(name: string, facts: Partial<Column> = {}): Column {
    return {
        aggregate: false,
        apexType: null,
        booleanType: false,
        columnName: name,
        custom: false,
        displayName: name,
        foreignKeyName: null,
        insertable: false,
        joinColumns: [],
        numberType: false,
        textType: false,
        updatable: false,
        ...facts
    };
}

function fieldColumn(object: SObjectSchema | undefined, name: string): Column {
    const field = object && fieldOf(object, name);
    if (!field) {
        return column(name, { textType: true });
    }
    const numberType = NUMBERS.has(field.type);
    const booleanType = field.type === 'boolean';
    return column(field.name, {
        apexType: field.apexType,
        booleanType,
        custom: field.custom,
        foreignKeyName: field.relationshipName,
        insertable: field.createable,
        numberType,
        textType: !numberType && !booleanType,
        updatable: field.updateable
    });
}

function pathColumn(org: Assembly, object: SObjectSchema | undefined, path: readonly string[]): Column {
    const [first, ...rest] = path;
    if (rest.length === 0) {
        return fieldColumn(object, first);
    }
    const reference = object && parentFieldOf(object, first);
    const parent = reference?.referenceTo[0];
    return column(reference?.relationshipName ?? first, {
        joinColumns: [pathColumn(org, parent === undefined ? undefined : org.schema.object(parent), rest)]
    });
}

function callText({ name, args }: FunctionCall): string {
    const texts = args.map((argument) => ('path' in argument ? argument.path.join('.') : 'name' in argument ? callText(argument) : ''));
    return `${name.toLowerCase()}(${texts.join(', ')})`;
}

/** `Account.Name` of a query that calls Account `a`, or itself, is `Name`. */
function relativePath({ path }: FieldPath, { from }: Query): string[] {
    const first = path[0].toLowerCase();
    return path.length > 1 && (first === from.alias?.toLowerCase() || first === from.object.toLowerCase()) ? path.slice(1) : path;
}

function columnsOf(org: Assembly, object: SObjectSchema | undefined, query: Query): Column[] {
    let unnamed = 0;
    return query.select.flatMap((item): Column[] => {
        switch (item.kind) {
            case 'field':
                // A grouped row is flat: its parent's field goes by the field's name alone.
                if (query.groupBy) {
                    return [column(item.alias ?? item.field.path.at(-1)!)];
                }
                return [item.alias ? column(item.alias) : pathColumn(org, object, relativePath(item.field, query))];
            case 'function':
                return [column(item.alias ?? `expr${unnamed++}`, { aggregate: true, displayName: item.alias ?? callText(item.call) })];
            case 'subquery': {
                const child = object && childRelationshipOf(object, item.query.from.object);
                const childObject = child && org.schema.object(child.childObject);
                const joinColumns = columnsOf(org, childObject, item.query);
                return [column(child?.name ?? item.query.from.object, { aggregate: true, joinColumns })];
            }
            case 'typeof':
                return [column(item.relationship.join('.'))];
            case 'fields': {
                const wanted = [...(object?.fields.values() ?? [])].filter(
                    (field) => item.which === 'ALL' || field.custom === (item.which === 'CUSTOM')
                );
                return wanted.map((field) => fieldColumn(object, field.name));
            }
            case 'countAll':
                return [];
        }
    });
}

export function queryColumns(org: Assembly, soql: string): ColumnsResult {
    const query = parseSoql(soql);
    const object = org.schema.object(query.from.object);
    const columnMetadata = columnsOf(org, object, query);
    return {
        columnMetadata,
        entityName: object?.name ?? query.from.object,
        groupBy: query.groupBy !== null,
        idSelected: columnMetadata.some((each) => each.columnName === 'Id'),
        keyPrefix: object?.keyPrefix ?? null
    };
}
