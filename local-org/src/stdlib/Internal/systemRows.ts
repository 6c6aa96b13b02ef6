/** Rows that the platform reads for itself: in system mode, and on nobody's query limit. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import type { DataPort } from '../../runtime/ports.ts';
import type { SObject } from '../../runtime/values/SObject.ts';
import type { SObjectSchema } from '../../schema/model.ts';

type Query = Parameters<DataPort['query']>[1];

const NOWHERE = { line: 0, column: 0 };
const COMPOUND = new Set(['address', 'location']);

/** Records of `object` with all their fields, in the order of their Ids, where `conditions` (field → text) hold. */
export function systemRows(rt: OrgRuntime, object: SObjectSchema, conditions: Readonly<Record<string, string>> = {}): SObject[] {
    const path = (name: string): { at: typeof NOWHERE; path: string[] } => ({ at: NOWHERE, path: [name] });
    const names = [...object.fields.values()].filter((field) => !COMPOUND.has(field.type)).map((field) => field.name);
    const query: Query = {
        at: NOWHERE,
        select: names.map((name) => ({ kind: 'field', field: path(name), alias: null })),
        from: { at: NOWHERE, object: object.name, alias: null },
        scope: null,
        where: {
            kind: 'and',
            at: NOWHERE,
            conditions: Object.entries(conditions).map(([name, value]) => ({
                kind: 'compare',
                at: NOWHERE,
                left: { kind: 'field', field: path(name) },
                operator: '=',
                right: { kind: 'string', at: NOWHERE, value }
            }))
        },
        with: null,
        groupBy: null,
        having: null,
        orderBy: [{ at: NOWHERE, by: { kind: 'field', field: path('Id') }, descending: false, nulls: null }],
        limit: null,
        offset: null,
        forClauses: [],
        allRows: false,
        binds: []
    };
    if (Object.keys(conditions).length === 0) {
        query.where = null;
    }
    return rt.tx.ports.data.query(rt.tx, query, { access: 'system', sharing: false, binds: [] }).items as SObject[];
}
