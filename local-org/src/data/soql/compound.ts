/** Compound address fields: `BillingAddress` is put together from BillingStreet, BillingCity … */
import { CompoundAddress } from '../../runtime/values/CompoundAddress.ts';
import type { AddressParts } from '../../runtime/values/CompoundAddress.ts';
import { fieldOf, parentFieldOf } from '../../schema/model.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import type { StoredValue } from '../ports.ts';
import { storageOf } from '../store/columns.ts';
import type { Resolved, Scope } from './Scope.ts';

/** Part → the end of its field's name. */
const PARTS: Record<keyof AddressParts, string> = {
    street: 'Street',
    city: 'City',
    state: 'State',
    stateCode: 'StateCode',
    postalCode: 'PostalCode',
    country: 'Country',
    countryCode: 'CountryCode',
    latitude: 'Latitude',
    longitude: 'Longitude',
    geocodeAccuracy: 'GeocodeAccuracy'
};

/** The address as one JSON column; null when the path ends in no compound address. */
export function addressOf(scope: Scope, path: readonly string[]): Resolved | null {
    const object = objectAt(scope, path.slice(0, -1));
    const field = object && fieldOf(object, path.at(-1)!);
    if (!object || field?.type !== 'address') {
        return null;
    }
    const prefix = field.name.replace(/Address$/, '');
    const pairs: string[] = [];
    const columns: string[] = [];
    let whole: Resolved | null = null;
    for (const [part, ending] of Object.entries(PARTS)) {
        const component = fieldOf(object, prefix + ending);
        if (component && storageOf(component) !== null) {
            const resolved = scope.resolve([...path.slice(0, -1), component.name], true);
            whole ??= resolved;
            columns.push(resolved.sql);
            pairs.push(`'${part}', ${resolved.sql}`);
        }
    }
    return (
        whole && { ...whole, field, sql: `CASE WHEN COALESCE(${columns.join(', ')}) IS NOT NULL THEN json_object(${pairs.join(', ')}) END` }
    );
}

function objectAt(scope: Scope, relationships: readonly string[]): SObjectSchema | null {
    let { object } = scope;
    for (const relationship of relationships) {
        const reference = parentFieldOf(object, relationship);
        const targets = reference ? scope.targets(object, reference) : [];
        if (targets.length !== 1) {
            return null;
        }
        object = targets[0]!;
    }
    return object;
}

export function toAddress(stored: StoredValue): CompoundAddress | null {
    if (typeof stored !== 'string') {
        return null;
    }
    const parts = Object.fromEntries(Object.keys(PARTS).map((part) => [part, null])) as unknown as AddressParts;
    return new CompoundAddress({ ...parts, ...(JSON.parse(stored) as Partial<AddressParts>) });
}
