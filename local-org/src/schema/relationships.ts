/** Child relationships: every reference of every object of the org, seen from its target. */
import type { ChildRelationship, FieldSchema, SObjectSchema } from './model.ts';
import type { StandardData } from './standardData.ts';
import { OVERLAYS } from './overlay/index.ts';
import { WHAT_CHILDREN } from './overlay/ObjectOverlay.ts';

export interface RelationshipSource {
    data: StandardData;
    presentObjects(): Iterable<SObjectSchema>;
    object(name: string): SObjectSchema | undefined;
    /** `Steps` of a custom field's `<relationshipName>`. */
    childRelationshipName(field: FieldSchema): string | null;
}

interface Reference {
    child: SObjectSchema;
    field: FieldSchema;
}

export class RelationshipIndex {
    readonly #source: RelationshipSource;
    #references: Map<string, Reference[]> | undefined;

    constructor(source: RelationshipSource) {
        this.#source = source;
    }

    /**
     * The objects of this org that point here, named or not, then the named relationships to objects that the org
     * merely knows (code may mention them; describe must not: see `present` of the child).
     */
    childrenOf(parent: SObjectSchema): ChildRelationship[] {
        const names = this.#names(parent);
        const result: ChildRelationship[] = [];
        for (const { child, field } of this.#index().get(parent.name.toLowerCase()) ?? []) {
            result.push({
                name: this.#nameOf(parent, child, field, names),
                childObject: child.name,
                field: field.name,
                cascadeDelete: field.deleteConstraint === 'cascade',
                restrictedDelete: field.deleteConstraint === 'restrict'
            });
        }
        return [...result, ...this.#toAbsent(parent, new Set(result.map((each) => each.name?.toLowerCase())))];
    }

    #index(): Map<string, Reference[]> {
        if (!this.#references) {
            this.#references = new Map();
            for (const child of this.#source.presentObjects()) {
                for (const field of child.fields.values()) {
                    for (const target of field.referenceTo) {
                        const key = target.toLowerCase();
                        const list = this.#references.get(key);
                        if (list) {
                            list.push({ child, field });
                        } else {
                            this.#references.set(key, [{ child, field }]);
                        }
                    }
                }
            }
        }
        return this.#references;
    }

    /** Names by `Child.Field` in lower case: the overlay's, over those that the data know. */
    #names(parent: SObjectSchema): Map<string, string> {
        const names = new Map<string, string>();
        for (const child of this.#source.data.object(parent.name)?.children ?? []) {
            // Person accounts are contacts too: their names would shadow the account's own.
            if (child.field && !child.relationshipName.startsWith('Person')) {
                names.set(`${child.childObject}.${child.field}`.toLowerCase(), child.relationshipName);
            }
        }
        const written = OVERLAYS.get(parent.name.toLowerCase())?.children ?? (parent.kind === 'custom' ? WHAT_CHILDREN : {});
        const taken = new Set(Object.keys(written).map((name) => name.toLowerCase()));
        for (const [target, name] of names) {
            if (taken.has(name.toLowerCase())) {
                names.delete(target);
            }
        }
        for (const [name, target] of Object.entries(written)) {
            names.set(target.toLowerCase(), name);
        }
        return names;
    }

    #nameOf(parent: SObjectSchema, child: SObjectSchema, field: FieldSchema, names: ReadonlyMap<string, string>): string | null {
        if (field.custom) {
            const name = this.#source.childRelationshipName(field);
            return name && `${name}__r`;
        }
        if (parent.custom && field.name === 'ParentId' && child.custom) {
            return child.kind === 'share' ? 'Shares' : child.kind === 'history' ? 'Histories' : null;
        }
        return names.get(`${child.name}.${field.name}`.toLowerCase()) ?? null;
    }

    #toAbsent(parent: SObjectSchema, taken: ReadonlySet<string | undefined>): ChildRelationship[] {
        const result: ChildRelationship[] = [];
        for (const child of this.#source.data.object(parent.name)?.children ?? []) {
            if (
                OVERLAYS.has(child.childObject.toLowerCase()) ||
                !child.field ||
                child.relationshipName.startsWith('Person') ||
                taken.has(child.relationshipName.toLowerCase())
            ) {
                continue;
            }
            if (this.#source.data.has(child.childObject)) {
                result.push({
                    name: child.relationshipName,
                    childObject: child.childObject,
                    field: child.field,
                    cascadeDelete: false,
                    restrictedDelete: false
                });
            }
        }
        return result;
    }
}
