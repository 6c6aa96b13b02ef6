/** Security.stripInaccessible: copies of records without what the running user may not see or write. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { childRelationshipOf } from '../../schema/model.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { ApexSet } from '../../runtime/values/ApexSet.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { SObject } from '../../runtime/values/SObject.ts';

export class SObjectAccessDecision extends LibraryObject {
    readonly apexType = 'System.SObjectAccessDecision';
    readonly records: ApexList;
    readonly removed: ApexMap;
    readonly modified: ApexSet;

    constructor(records: ApexList, removed: ApexMap, modified: ApexSet) {
        super();
        this.records = records;
        this.removed = removed;
        this.modified = modified;
    }
}

/** @param access constant of System.AccessType */
export function stripInaccessible(rt: OrgRuntime, access: string, records: ApexList, enforceRoot: boolean): SObjectAccessDecision {
    if ((records.items as SObject[]).some((record) => record.type === 'AggregateResult')) {
        throw ApexException.of('System.UnsupportedOperationException', 'AggregateResult SObject types are not supported');
    }
    const stripper = new Stripper(rt, access);
    const roots = new Set((records.items as SObject[]).map((record) => record.schema).filter((schema) => schema !== null));
    if (enforceRoot) {
        roots.forEach((schema) => stripper.mustAccess(schema));
    }
    const modified = new ApexSet('Integer');
    const copies = (records.items as SObject[]).map((record, index) => {
        const before = stripper.count;
        const copy = stripper.strip(record);
        if (stripper.count > before) {
            modified.add(index);
        }
        return copy;
    });
    const removed = new ApexMap(
        'String',
        'Set<String>',
        [...stripper.removed].map(([object, fields]) => [object, new ApexSet('String', fields)] as const)
    );
    return new SObjectAccessDecision(new ApexList(records.type, copies), removed, modified);
}

class Stripper {
    readonly removed = new Map<string, Set<string>>();
    count = 0;
    private readonly rt: OrgRuntime;
    private readonly access: string;

    constructor(rt: OrgRuntime, access: string) {
        this.rt = rt;
        this.access = access;
    }

    private mayAccess(schema: SObjectSchema): boolean {
        const { create, read, edit } = this.rt.tx.ports.security.objectAccess(this.rt.tx.userId, schema);
        return this.access === 'CREATABLE'
            ? create
            : this.access === 'READABLE'
              ? read
              : this.access === 'UPDATABLE'
                ? edit
                : create && edit;
    }

    mustAccess(schema: SObjectSchema): void {
        if (!this.mayAccess(schema)) {
            throw ApexException.of('System.NoAccessException', `No access to entity: ${schema.name}`);
        }
    }

    private mayUse(schema: SObjectSchema, name: string): boolean {
        const field = schema.fields.get(name);
        if (!field || name === 'id') {
            const child = field ? undefined : childRelationshipOf(schema, name);
            const object = child && this.rt.schema.object(child.childObject);
            return !object || this.mayAccess(object);
        }
        const { read, edit } = this.rt.tx.ports.security.fieldAccess(this.rt.tx.userId, schema, field.name);
        switch (this.access) {
            case 'READABLE':
                return read;
            case 'CREATABLE':
                return edit && field.createable;
            case 'UPDATABLE':
                return edit && field.updateable;
            default:
                return edit && field.createable && field.updateable;
        }
    }

    strip(record: SObject): SObject {
        const { schema } = record;
        const copy = record.copy();
        for (const [name, value] of record.values) {
            if (schema && !this.mayUse(schema, name)) {
                copy.values.delete(name);
                copy.dirty.delete(name);
                this.note(schema.name, record.nameOf(name));
            } else if (value instanceof SObject) {
                copy.values.set(name, this.strip(value));
            } else if (value instanceof ApexList) {
                copy.values.set(
                    name,
                    new ApexList(
                        value.type,
                        (value.items as SObject[]).map((child) => this.strip(child))
                    )
                );
            }
        }
        // What was taken away reads as not there, as after a query without it.
        copy.queried?.forEach((name) => {
            if (schema && !this.mayUse(schema, name)) {
                copy.queried?.delete(name);
            }
        });
        return copy;
    }

    private note(object: string, field: string): void {
        this.count++;
        const fields = this.removed.get(object) ?? new Set();
        this.removed.set(object, fields.add(field));
    }
}
