/** The schema of one org as others see it: objects are made when first asked for, relationships when first looked at. */
import type { ChildRelationship, Feature, FieldSchema, RecordTypeSchema, SObjectSchema, Schema, SharingModel } from './model.ts';
import type { CustomField } from './customField.ts';
import type { StandardData } from './standardData.ts';
import type { ObjectParts, OrgFacts } from './standardObject.ts';
import { OVERLAYS } from './overlay/index.ts';
import { RelationshipIndex } from './relationships.ts';
import { absentObject, presentObject } from './standardObject.ts';

/** Something in the metadata that a deployment would refuse, or that the local org does not do. */
export interface SchemaProblem {
    path: string;
    problem: string;
    /** `error` when absent. */
    kind?: 'error' | 'unsupported';
}

/** The schema of an org, with what its maker wants to know about it. */
export interface OrgSchema extends Schema {
    /** The objects that this org has, without the thousands that it merely knows. */
    presentObjects(): Iterable<SObjectSchema>;
    /** Prefix by name of the project's own objects, to be handed back on the next build. */
    readonly keyPrefixes: Readonly<Record<string, string>>;
    readonly problems: readonly SchemaProblem[];
}

/** What the builder hands over. */
export interface Ingredients {
    data: StandardData;
    org: OrgFacts;
    /** Objects that are built already: custom ones, and standard ones with the project's fields. By lower-case name. */
    parts: Map<string, ObjectParts>;
    recordTypes: Map<string, RecordTypeSchema[]>;
    customFields: ReadonlyMap<FieldSchema, CustomField>;
    prefixes: Record<string, string>;
    sharing: ReadonlyMap<string, SharingModel>;
    problems: SchemaProblem[];
}

export class LazyOrgSchema implements OrgSchema {
    readonly features: ReadonlySet<Feature>;
    readonly keyPrefixes: Readonly<Record<string, string>>;
    readonly problems: readonly SchemaProblem[];
    readonly #from: Ingredients;
    readonly #objects = new Map<string, SObjectSchema | null>();
    readonly #relationships: RelationshipIndex;
    #byPrefix: Map<string, string> | undefined;

    constructor(from: Ingredients) {
        this.#from = from;
        this.features = from.org.features;
        this.keyPrefixes = from.prefixes;
        this.problems = from.problems;
        this.#relationships = new RelationshipIndex({
            data: from.data,
            presentObjects: () => this.presentObjects(),
            object: (name) => this.object(name),
            childRelationshipName: (field) => from.customFields.get(field)?.childRelationshipName ?? null
        });
    }

    object(name: string): SObjectSchema | undefined {
        const key = name.toLowerCase();
        let object = this.#objects.get(key);
        if (object === undefined) {
            object = this.#make(key) ?? null;
            this.#objects.set(key, object);
        }
        return object ?? undefined;
    }

    objectByKeyPrefix(prefix: string): SObjectSchema | undefined {
        if (!this.#byPrefix) {
            this.#byPrefix = new Map();
            for (const overlay of OVERLAYS.values()) {
                if (overlay.prefix && !this.#byPrefix.has(overlay.prefix)) {
                    this.#byPrefix.set(overlay.prefix, overlay.name);
                }
            }
            for (const [name, own] of Object.entries(this.keyPrefixes)) {
                this.#byPrefix.set(own, name);
            }
        }
        const name = this.#byPrefix.get(prefix);
        return name === undefined ? undefined : this.object(name);
    }

    *objects(): Iterable<SObjectSchema> {
        yield* this.presentObjects();
        for (const name of this.#from.data.names()) {
            const object = OVERLAYS.has(name.toLowerCase()) ? undefined : this.object(name);
            if (object && !object.present) {
                yield object;
            }
        }
    }

    *presentObjects(): Iterable<SObjectSchema> {
        for (const key of new Set([...OVERLAYS.keys(), ...this.#from.parts.keys()])) {
            const object = this.object(key);
            if (object?.present) {
                yield object;
            }
        }
    }

    #make(key: string): SObjectSchema | undefined {
        const overlay = OVERLAYS.get(key);
        if (overlay?.feature && !this.features.has(overlay.feature)) {
            return undefined;
        }
        const parts = this.#from.parts.get(key) ?? this.#standard(key);
        if (!parts) {
            return undefined;
        }
        const relationships = this.#relationships;
        let children: readonly ChildRelationship[] | undefined;
        const object: SObjectSchema = {
            ...parts,
            sharingModel: this.#from.sharing.get(key) ?? parts.sharingModel,
            fields: this.#reachable(parts.fields),
            recordTypes: this.#from.recordTypes.get(key) ?? [],
            get childRelationships() {
                children ??= relationships.childrenOf(object);
                return children;
            }
        };
        return object;
    }

    #standard(key: string): ObjectParts | undefined {
        const overlay = OVERLAYS.get(key);
        const standard = this.#from.data.object(key);
        if (overlay) {
            return presentObject(standard, overlay, this.#from.org);
        }
        return standard && absentObject(standard);
    }

    /** References do not point at objects of features that are off. */
    #reachable(fields: Map<string, FieldSchema>): Map<string, FieldSchema> {
        for (const [key, field] of fields) {
            if (field.referenceTo.some((target) => this.#isHidden(target))) {
                fields.set(key, { ...field, referenceTo: field.referenceTo.filter((target) => !this.#isHidden(target)) });
            }
        }
        return fields;
    }

    #isHidden(name: string): boolean {
        const feature = OVERLAYS.get(name.toLowerCase())?.feature;
        return feature !== undefined && !this.features.has(feature);
    }
}
