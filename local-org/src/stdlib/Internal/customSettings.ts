/** Rows of custom settings as Salesforce keeps them in memory: read in system mode, without counting a query. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import { objectToken } from '../Schema/tokens.ts';
import { systemRows } from './systemRows.ts';

/** The schema of a setting of this type. Salesforce compiles no such call on a setting of the other type. */
export function setting(rt: OrgRuntime, name: string, type: 'Hierarchy' | 'List', member: string): SObjectSchema {
    const { schema } = objectToken(rt, name);
    if (schema.customSettingsType !== type) {
        rt.unsupported(`${member} of ${schema.name}, which is no ${type.toLowerCase()} custom setting`);
    }
    return schema;
}

/** The row of one user, profile or the organization; null when there is none. */
export function valuesOf(rt: OrgRuntime, schema: SObjectSchema, ownerId: string | null): SObject | null {
    return ownerId === null ? null : (systemRows(rt, schema, { SetupOwnerId: ownerId })[0] ?? null);
}

/** The organization's row, or a new record for it. */
export function orgDefaults(rt: OrgRuntime, schema: SObjectSchema): SObject {
    const id = organizationId(rt);
    return valuesOf(rt, schema, id) ?? fresh(schema, id);
}

/**
 * What holds for a user or profile: field by field the value of the user's row, else of the profile's, else of the
 * organization's. The record is new unless the user (or profile) has a row of its own.
 */
export function instanceFor(rt: OrgRuntime, schema: SObjectSchema, ownerId: string): SObject {
    const user = systemRows(rt, objectToken(rt, 'User').schema, { Id: ownerId })[0];
    const levels = [ownerId, user ? (user.get('profileid') as string | null) : null, organizationId(rt)].map((id) =>
        valuesOf(rt, schema, id)
    );
    const record = levels[0] ?? fresh(schema, ownerId);
    for (const [name, field] of schema.fields) {
        if (field.custom && (record.values.get(name) ?? null) === null) {
            const value = levels.map((level) => level?.values.get(name) ?? null).find((each) => each !== null);
            if (value !== undefined) {
                record.put(name, value);
            }
        }
    }
    return record;
}

function fresh(schema: SObjectSchema, ownerId: string): SObject {
    const record = new SObject(schema);
    record.put('setupownerid', ownerId);
    return record;
}

function organizationId(rt: OrgRuntime): string {
    return String(systemRows(rt, objectToken(rt, 'Organization').schema)[0]?.id);
}
