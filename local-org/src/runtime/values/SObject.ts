/**
 * One record in memory. Field values stand under lower-case field names, parent records under lower-case
 * relationship names (an SObject or null), child records under theirs (an ApexList).
 */
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import type { RowError } from '../ports.ts';
import type { UnsupportedError } from '../errors.ts';
import { ApexException } from './ApexException.ts';
import { ApexList } from './ApexList.ts';

export class SObject {
    /** Canonical object name; 'AggregateResult' for rows of a grouped query. */
    readonly type: string;
    /** Null only for AggregateResult and in tests. */
    readonly schema: SObjectSchema | null;
    readonly values = new Map<string, unknown>();
    /** Lower-case names that the query selected; null = made by code: every field reads as null. */
    queried: Set<string> | null;
    /** Fields set since the record was made or read. */
    readonly dirty = new Set<string>();
    /** Spelling of names that the schema does not know: aliases of an AggregateResult. */
    names: Map<string, string> | null = null;
    /** Records of after-triggers. */
    readOnly = false;
    isClone = false;
    /** What addError put here in a before- or after-trigger. */
    errors: RowError[] = [];
    /** Database.DMLOptions given by setOptions. */
    dmlOptions: unknown = null;

    constructor(type: string | SObjectSchema, queried: Set<string> | null = null) {
        this.type = typeof type === 'string' ? type : type.name;
        this.schema = typeof type === 'string' ? null : type;
        this.queried = queried;
    }

    get id(): string | null {
        return (this.values.get('id') as string | null | undefined) ?? null;
    }

    /** Fields that the platform would have computed and that are not built, with what is missing: reading one says so. */
    unbuilt: ReadonlyMap<string, UnsupportedError> | null = null;

    /** Reads a field. Throws System.SObjectException when the query did not select it. */
    get(lowerField: string): unknown {
        const value = this.values.get(lowerField);
        if (value !== undefined && value !== null) {
            return value;
        }
        const missing = this.unbuilt?.get(lowerField);
        if (missing) {
            throw missing;
        }
        if (value === undefined) {
            this.mustBeQueried(lowerField);
        }
        // A checkbox of a record made by code is false, never null, even where null was put into it.
        return this.queried === null && this.schema?.fields.get(lowerField)?.type === 'boolean' ? false : null;
    }

    /** Writes a field whose value already has the field's type. Throws when the record is read-only. */
    put(lowerField: string, value: unknown): void {
        if (this.readOnly) {
            throw ApexException.of('System.FinalException', 'Record is read-only');
        }
        this.values.set(lowerField, value);
        this.dirty.add(lowerField);
    }

    /** The parent record; null when there is none or the record was made by code. */
    parent(lowerRelationship: string): SObject | null {
        const value = this.values.get(lowerRelationship);
        if (value !== undefined) {
            return value as SObject | null;
        }
        this.mustBeQueried(lowerRelationship);
        return null;
    }

    putParent(lowerRelationship: string, parent: SObject | null): void {
        this.put(lowerRelationship, parent);
    }

    /** Child records that a subquery brought; empty where none asked for them (EDA's tests rely on it). */
    children(lowerRelationship: string): ApexList {
        const value = this.values.get(lowerRelationship);
        if (value instanceof ApexList) {
            return value;
        }
        const relationship = this.schema?.childRelationships.find((each) => each.name?.toLowerCase() === lowerRelationship);
        return new ApexList(relationship?.childObject ?? 'SObject');
    }

    private mustBeQueried(lowerName: string): void {
        if (this.queried !== null && lowerName !== 'id' && !this.queried.has(lowerName)) {
            throw ApexException.of(
                'System.SObjectException',
                `SObject row was retrieved via SOQL without querying the requested field: ${this.type}.${this.nameOf(lowerName)}`
            );
        }
    }

    /** Has code set the field (to anything, null too), or a query selected it? */
    isSet(lowerField: string): boolean {
        return this.values.has(lowerField);
    }

    /** Salesforce's spelling of a field, relationship or alias. */
    nameOf(lowerName: string): string {
        return this.schema?.fields.get(lowerName)?.name ?? this.names?.get(lowerName) ?? this.relationshipName(lowerName) ?? lowerName;
    }

    private relationshipName(lowerName: string): string | undefined {
        for (const field of this.schema?.fields.values() ?? []) {
            if (field.relationshipName?.toLowerCase() === lowerName) {
                return field.relationshipName;
            }
        }
        return this.schema?.childRelationships.find((each) => each.name?.toLowerCase() === lowerName)?.name ?? undefined;
    }

    /** Name in Salesforce's spelling → value, of what is set. */
    populated(): [name: string, value: unknown][] {
        return [...this.values].map(([name, value]) => [this.nameOf(name), value]);
    }

    /** SObject.clone. Without `preserveId` the copy has no Id; audit fields and auto numbers go unless asked for. */
    clone(preserveId = false, deep = false, preserveTimestamps = false, preserveAutonumber = false): SObject {
        const copy = this.copy();
        copy.isClone = true;
        for (const name of [...copy.values.keys()]) {
            const field = this.schema?.fields.get(name);
            const dropped =
                (name === 'id' && !preserveId) ||
                (AUDIT_FIELDS.has(name) && !preserveTimestamps && this.schema !== null) ||
                (field?.autoNumber === true && !preserveAutonumber);
            if (dropped) {
                copy.values.delete(name);
            }
        }
        if (deep) {
            for (const [name, value] of copy.values) {
                if (value instanceof SObject) {
                    copy.values.set(name, value.clone(preserveId, deep, preserveTimestamps, preserveAutonumber));
                }
            }
        }
        return copy;
    }

    /** The same record again, nothing dropped. */
    copy(): SObject {
        const copy = new SObject(this.schema ?? this.type, this.queried === null ? null : new Set(this.queried));
        copy.names = this.names;
        for (const [name, value] of this.values) {
            copy.values.set(name, value);
        }
        for (const name of this.dirty) {
            copy.dirty.add(name);
        }
        return copy;
    }

    /** Field of the schema; null when the object has none of that name. */
    field(lowerName: string): FieldSchema | null {
        return this.schema?.fields.get(lowerName) ?? null;
    }
}

const AUDIT_FIELDS = new Set(['createdbyid', 'createddate', 'lastmodifiedbyid', 'lastmodifieddate']);
