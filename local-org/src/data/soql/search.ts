/**
 * SOSL. A test finds what Test.setFixedSearchResults named and nothing else; elsewhere words are looked up at the
 * beginnings of words in the text fields of the search group – the platform's index, without its stemming.
 */
import type { FieldPath, Query, SoslQuery } from '../../language/soqlAst.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import { quoted, storageOf } from '../store/columns.ts';
import type { QueryContext } from './context.ts';
import { unsupportedObject } from './errors.ts';
import { readRecords } from './records.ts';
import { nameFieldOf } from './Scope.ts';

const MAXIMUM_ROWS = 2000;
const MINIMUM_TERM = 2;

/** @param fixed Ids that a test has set; null outside of tests */
export function runSearch(context: QueryContext, search: SoslQuery, fixed: readonly string[] | null): ApexList {
    const term = search.find.kind === 'string' ? search.find.value : search.find.kind === 'bind' ? context.binds[search.find.index] : null;
    if (typeof term !== 'string' || term.replace(/[*?"]/g, '').trim().length < MINIMUM_TERM) {
        throw ApexException.of('System.SearchException', 'search term must be longer than one character: ' + String(term));
    }
    const found = search.returning.map((returning) => {
        const object = context.schema.object(returning.object);
        if (!object) {
            throw unsupportedObject(returning.object);
        }
        const query: Query = {
            at: returning.at,
            select: withId(returning).map((field) => ({ kind: 'field', field, alias: null })),
            from: { at: returning.at, object: returning.object, alias: null },
            scope: null,
            where: returning.where,
            with: search.with,
            groupBy: null,
            having: null,
            orderBy: returning.orderBy,
            limit: returning.limit ?? search.limit ?? { kind: 'number', at: returning.at, text: String(MAXIMUM_ROWS) },
            offset: returning.offset,
            forClauses: [],
            allRows: false,
            binds: []
        };
        const ids = fixed ?? matches(context, object, term, search.searchGroup);
        const rows = readRecords(context, query, { ids, keepsClauses: true });
        return new ApexList(
            object.name,
            rows.shape(rows.rows, () => undefined)
        );
    });
    return new ApexList('List<SObject>', found);
}

function matches(context: QueryContext, object: SObjectSchema, term: string, group: SoslQuery['searchGroup']): string[] {
    const columns = fieldsOf(object, group).map((name) => `' ' || COALESCE(${quoted(name)}, '')`);
    if (columns.length === 0) {
        return [];
    }
    const words = term
        .replace(/"/g, '')
        .split(/\s+/)
        .filter((word) => word !== '' && !/^(and|or)$/i.test(word));
    const text = columns.join(' || ');
    const conditions = words.map(() => `(${text}) LIKE ? ESCAPE '\\'`).join(' AND ');
    const patterns = words.map(
        (word) =>
            `% ${word
                .replace(/[\\%_]/g, '\\$&')
                .replaceAll('*', '%')
                .replaceAll('?', '_')}%`
    );
    return context.store
        .arrays(`SELECT "Id" FROM ${quoted(object.name)} WHERE "IsDeleted" = 0 AND ${conditions} LIMIT ${MAXIMUM_ROWS}`, patterns)
        .map((row) => String(row[0]));
}

const SEARCHABLE = new Set(['string', 'email', 'phone', 'textarea', 'url', 'picklist', 'combobox']);

function fieldsOf(object: SObjectSchema, group: SoslQuery['searchGroup']): string[] {
    const stored = [...object.fields.values()].filter((field) => storageOf(field) !== null);
    switch (group) {
        case 'NAME FIELDS':
            return [nameFieldOf(object)?.name ?? []].flat();
        case 'EMAIL FIELDS':
            return stored.filter((field) => field.type === 'email').map((field) => field.name);
        case 'PHONE FIELDS':
            return stored.filter((field) => field.type === 'phone').map((field) => field.name);
        default:
            return stored.filter((field) => SEARCHABLE.has(field.type)).map((field) => field.name);
    }
}

/** The Id comes along whether it is asked for or not. */
function withId({ at, fields }: SoslQuery['returning'][number]): FieldPath[] {
    const asked = fields.some(({ path }) => path.length === 1 && path[0]!.toLowerCase() === 'id');
    return asked ? fields : [{ at, path: ['Id'] }, ...fields];
}
