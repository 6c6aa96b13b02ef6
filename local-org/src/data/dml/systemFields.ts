/** Values that the platform itself gives: defaults, owner, names, auto numbers, who and when. */
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import type { StoredValue } from '../ports.ts';
import { storageOf } from '../store/columns.ts';
import { storedDatetime } from '../values/codec.ts';
import type { DmlContext } from './context.ts';
import type { Pending } from './Pending.ts';

interface Automatic {
    defaults: [string, StoredValue][];
    autoNumbers: FieldSchema[];
    /** A name put together from first and last name. */
    composedName: boolean;
    /** A text name that may stay empty: the platform puts the Id there. */
    idName: FieldSchema | null;
}

const known = new WeakMap<SObjectSchema, Automatic>();

function automaticOf(object: SObjectSchema): Automatic {
    let automatic = known.get(object);
    if (!automatic) {
        const fields = [...object.fields.values()].filter((field) => storageOf(field) !== null);
        const name = fields.find((field) => field.name === 'Name');
        automatic = {
            defaults: fields.flatMap((field): [string, StoredValue][] => {
                const value = defaultOf(field);
                return value === null ? [] : [[field.name, value]];
            }),
            autoNumbers: fields.filter((field) => field.autoNumber),
            composedName: name !== undefined && object.fields.has('firstname') && object.fields.has('lastname'),
            idName: object.kind === 'custom' && name && !name.autoNumber ? name : null
        };
        known.set(object, automatic);
    }
    return automatic;
}

function defaultOf(field: FieldSchema): StoredValue {
    if (field.defaultValue !== null) {
        return typeof field.defaultValue === 'boolean' ? Number(field.defaultValue) : field.defaultValue;
    }
    if (field.type === 'boolean') {
        return 0;
    }
    return field.type === 'picklist' ? (field.picklistValues.find((value) => value.isDefault)?.value ?? null) : null;
}

/** Before the before-triggers: what the record did not say. */
export function applyDefaults(context: DmlContext, object: SObjectSchema, rows: readonly Pending[]): void {
    const { defaults } = automaticOf(object);
    const hasOwner = object.fields.has('ownerid');
    // A hierarchy setting that names nobody holds for the organization. Source: apex-rollup's tests.
    const setupOwner =
        object.customSettingsType === 'Hierarchy' ? (context.store.get('SELECT Id AS id FROM Organization')?.id ?? null) : null;
    for (const row of rows) {
        if (setupOwner !== null) {
            row.after!.SetupOwnerId ??= setupOwner;
        }
        for (const [name, value] of defaults) {
            if (row.after![name] === undefined) {
                row.after![name] = value;
            }
        }
        if (hasOwner && (row.after!.OwnerId ?? null) === null) {
            row.after!.OwnerId = context.transaction.userId;
        }
    }
}

/** Right before a row is written. */
export function stampRows(context: DmlContext, object: SObjectSchema, rows: readonly Pending[], inserting: boolean): void {
    const now = storedDatetime(context.transaction.now());
    const user = context.transaction.userId;
    const has = (name: string): boolean => object.fields.has(name);
    const [created, createdBy, modified, modifiedBy, stamp] = [
        'createddate',
        'createdbyid',
        'lastmodifieddate',
        'lastmodifiedbyid',
        'systemmodstamp'
    ].map(has);
    const { composedName, idName } = automaticOf(object);
    if (inserting) {
        giveNumbers(context, object, rows);
    }
    for (const row of rows) {
        const after = row.after!;
        if (inserting) {
            row.id = context.store.newId(object);
            after.Id = row.id;
            after.IsDeleted = 0;
            if (created) {
                after.CreatedDate ??= now;
            }
            if (createdBy) {
                after.CreatedById ??= user;
            }
            if (idName && (after.Name ?? null) === null) {
                after.Name = row.id.slice(0, 15);
            }
        }
        if (modified) {
            after.LastModifiedDate = now;
        }
        if (modifiedBy) {
            after.LastModifiedById = user;
        }
        if (stamp) {
            after.SystemModstamp = now;
        }
        if (composedName) {
            after.Name = [after.FirstName, after.MiddleName, after.LastName, after.Suffix].filter((part) => part).join(' ') || null;
        }
    }
}

function giveNumbers(context: DmlContext, object: SObjectSchema, rows: readonly Pending[]): void {
    for (const field of automaticOf(object).autoNumbers) {
        const first = context.store.counter(`${object.name}.${field.name}`, 1, rows.length);
        const today = storedDatetime(context.transaction.now());
        rows.forEach((row, place) => {
            row.after![field.name] = numberText(field.displayFormat ?? '{0}', first + place, today);
        });
    }
}

/** `OFF-{0000}` → `OFF-0007`; {YYYY}, {YY}, {MM} and {DD} are the day. */
function numberText(format: string, number: number, today: string): string {
    return format.replace(/\{(0+|YYYY|YY|MM|DD)\}/g, (_whole, what: string) => {
        switch (what) {
            case 'YYYY':
                return today.slice(0, 4);
            case 'YY':
                return today.slice(2, 4);
            case 'MM':
                return today.slice(5, 7);
            case 'DD':
                return today.slice(8, 10);
            default:
                return String(number).padStart(what.length, '0');
        }
    });
}
