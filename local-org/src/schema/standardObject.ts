/** Builds the standard objects: generated facts plus the overlay, or the generated facts alone. */
import type { Feature, FieldSchema, ObjectKind, SObjectSchema } from './model.ts';
import type { ObjectOverlay } from './overlay/index.ts';
import type { StandardField, StandardObject } from './standardData.ts';
import { field, guessType, labelOf, parsePicklist, parseType } from './fieldTypes.ts';
import { parseFields } from './standardData.ts';

/** What an object needs to know of the org that it is built for. */
export interface OrgFacts {
    features: ReadonlySet<Feature>;
    /** Custom objects that a polymorphic standard reference may point at. */
    customTargets: { all: string[]; activities: string[]; feeds: string[] };
    hasRecordTypes(objectName: string): boolean;
}

export type ObjectParts = Omit<SObjectSchema, 'fields' | 'childRelationships' | 'recordTypes'> & { fields: Map<string, FieldSchema> };

const NEVER_WRITTEN = new Set(
    'Id CreatedById CreatedDate LastModifiedById LastModifiedDate SystemModstamp IsDeleted LastViewedDate LastReferencedDate LastActivityDate PhotoUrl'.split(
        ' '
    )
);
const PERSON_FIELDS = /^(Person[A-Z]|IsPersonAccount$)/;

/** An object of this org. */
export function presentObject(standard: StandardObject | undefined, overlay: ObjectOverlay, org: OrgFacts): ObjectParts {
    const build = new FieldBuilder(overlay, org);
    const known = [...(standard?.fields ?? []), ...parseFields(overlay.fields ?? '')];
    const fields = new Map<string, FieldSchema>();
    for (const each of known) {
        const built = build.field(each, standard !== undefined && isTyped(standard));
        if (built) {
            fields.set(each.name.toLowerCase(), built);
        }
    }
    const calls = (letter: string): boolean => overlay.calls.includes(letter);
    const dml =
        overlay.apexDml ??
        [calls('c') && 'i', calls('u') && 'u', calls('c') && calls('u') && 'p', calls('d') && 'd'].filter(Boolean).join('');
    const label = overlay.label ?? labelOf(overlay.name);
    return {
        name: overlay.name,
        label,
        labelPlural: overlay.labelPlural ?? plural(label),
        kind: kindOf(overlay),
        custom: false,
        keyPrefix: overlay.prefix,
        present: true,
        setup: overlay.setup ?? false,
        feature: overlay.feature ?? null,
        createable: calls('c'),
        updateable: calls('u'),
        deletable: calls('d'),
        undeletable: calls('n'),
        queryable: calls('q'),
        apexDml: { insert: dml.includes('i'), update: dml.includes('u'), upsert: dml.includes('p'), delete: dml.includes('d') },
        recycleBin: calls('n'),
        sharingModel: overlay.sharing ?? 'Public',
        hierarchySharing: true,
        fields,
        queueOwnable: overlay.queueOwnable ?? false,
        shareOf: overlay.shareOf ?? null
    };
}

/** An object that the platform knows and this org lacks: names and types only. */
export function absentObject(standard: StandardObject): ObjectParts {
    const fields = new Map<string, FieldSchema>();
    for (const each of standard.fields) {
        const written = !NEVER_WRITTEN.has(each.name);
        fields.set(
            each.name.toLowerCase(),
            field(each.name, guessType(each.name, each.apexType), {
                apexType: each.apexType,
                createable: written,
                updateable: written,
                nameField: each.name === 'Name',
                nillable: each.nullable ?? each.apexType !== 'Boolean',
                referenceTo: each.targets,
                relationshipName: each.relationshipName
            })
        );
    }
    const label = labelOf(standard.name);
    const suffix = /(Share|History|Feed|ChangeEvent)$/.exec(standard.name)?.[1];
    return {
        name: standard.name,
        label,
        labelPlural: plural(label),
        kind: suffix ? ((suffix[0].toLowerCase() + suffix.slice(1)) as ObjectKind) : 'standard',
        custom: false,
        keyPrefix: null,
        present: false,
        setup: false,
        feature: null,
        createable: true,
        updateable: true,
        deletable: true,
        undeletable: false,
        queryable: true,
        apexDml: { insert: true, update: true, upsert: true, delete: true },
        recycleBin: false,
        sharingModel: 'Public',
        hierarchySharing: false,
        fields,
        queueOwnable: false,
        shareOf: suffix === 'Share' ? standard.name.slice(0, -'Share'.length) : null
    };
}

/** Did a real org's describe speak of this object? Then what it does not name is a feature's or newer. */
function isTyped(standard: StandardObject): boolean {
    return standard.fields.some((each) => each.name === 'Id' && each.common) || standard.fields.filter((each) => each.common).length > 3;
}

function kindOf(overlay: ObjectOverlay): ObjectKind {
    if (overlay.shareOf) {
        return 'share';
    }
    return /(Field)?History$/.test(overlay.name) && !/^(Login|Opportunity)History$/.test(overlay.name) ? 'history' : 'standard';
}

export function plural(label: string): string {
    if (/[^aeiou]y$/.test(label)) {
        return `${label.slice(0, -1)}ies`;
    }
    return /(s|x|ch|sh)$/.test(label) ? (label.endsWith('s') && !label.endsWith('ss') ? label : `${label}es`) : `${label}s`;
}

class FieldBuilder {
    readonly #overlay: ObjectOverlay;
    readonly #org: OrgFacts;
    readonly #lists = new Map<string, Set<string>>();
    readonly #features = new Map<string, Feature>();
    readonly #dropped: (name: string) => boolean;

    constructor(overlay: ObjectOverlay, org: OrgFacts) {
        this.#overlay = overlay;
        this.#org = org;
        for (const [feature, names] of Object.entries(overlay.featureFields ?? {})) {
            for (const name of names.split(' ')) {
                this.#features.set(name, feature as Feature);
            }
        }
        const minus = (overlay.minus ?? '').split(' ').filter(Boolean);
        this.#dropped = (name) => minus.some((each) => (each.endsWith('*') ? name.startsWith(each.slice(0, -1)) : each === name));
    }

    #listed(list: string | undefined, name: string): boolean {
        if (!list) {
            return false;
        }
        let names = this.#lists.get(list);
        if (!names) {
            names = new Set(list.split(' '));
            this.#lists.set(list, names);
        }
        return names.has(name);
    }

    /** Undefined when this org lacks the field. */
    field(known: StandardField, typed: boolean): FieldSchema | undefined {
        const { name } = known;
        const feature = this.#featureOf(name);
        if (feature ? !this.#org.features.has(feature) : this.#dropped(name)) {
            return undefined;
        }
        if (name === 'RecordTypeId' && !this.#org.features.has('recordTypes') && !this.#org.hasRecordTypes(this.#overlay.name)) {
            return undefined;
        }
        const asked =
            this.#listed(this.#overlay.plus, name) || this.#listed(this.#overlay.plusPermissions, name) || name === 'RecordTypeId';
        if (typed && !known.common && !feature && !asked) {
            return undefined;
        }
        return this.#build(known, feature);
    }

    #featureOf(name: string): Feature | undefined {
        const own = this.#features.get(name);
        if (own) {
            return own;
        }
        if (name === 'CurrencyIsoCode') {
            return 'multiCurrency';
        }
        return PERSON_FIELDS.test(name) && this.#overlay.name === 'Account' ? 'personAccounts' : undefined;
    }

    #build(known: StandardField, feature: Feature | undefined): FieldSchema {
        const overlay = this.#overlay;
        const { name } = known;
        const picklist = overlay.picklists?.[name];
        let facts = overlay.types?.[name] ? parseType(overlay.types[name]) : guessType(name, known.apexType);
        if (picklist && facts.type !== 'combobox') {
            facts = parseType(this.#listed(overlay.multipicklists, name) ? 'multipicklist' : 'picklist');
        }
        const isName = (overlay.nameField ?? 'Name') === name;
        const autoNumber = overlay.autoNumber?.[name];
        const system = NEVER_WRITTEN.has(name) || facts.type === 'address' || facts.type === 'location';
        const readOnly = system || autoNumber !== undefined || this.#listed(overlay.readOnly, name);
        const createable = !readOnly && overlay.calls.includes('c') && !this.#listed(overlay.updateOnly, name);
        const updateable = !readOnly && overlay.calls.includes('u') && !this.#listed(overlay.createOnly, name);
        const required = this.#listed(overlay.required, name);
        const values = picklist ? parsePicklist(picklist) : [];
        return field(name, facts, {
            apexType: known.apexType,
            nillable: facts.type === 'boolean' || facts.type === 'id' ? false : (known.nullable ?? !(required || system || isName)),
            requiredOnCreate: createable && required,
            createable,
            updateable,
            nameField: isName,
            unique: this.#listed(overlay.unique, name),
            externalId: this.#listed(overlay.externalIds, name),
            idLookup: facts.type === 'id' || isName || this.#listed(overlay.unique, name),
            autoNumber: autoNumber !== undefined,
            displayFormat: autoNumber ?? null,
            picklistValues: values,
            restrictedPicklist: this.#listed(overlay.restricted, name),
            defaultValue:
                overlay.defaults?.[name] ?? values.find((value) => value.isDefault)?.value ?? (facts.type === 'boolean' ? false : null),
            ...(this.#listed(overlay.notFilterable, name) ? { filterable: false, sortable: false, groupable: false } : {}),
            feature: feature ?? null,
            ...this.#reference(known, facts.type === 'reference')
        });
    }

    #reference(known: StandardField, isReference: boolean): Partial<FieldSchema> {
        if (!isReference) {
            return {};
        }
        const overlay = this.#overlay;
        const written = overlay.references?.[known.name];
        const [relationship, targets] = written?.includes('>') ? written.split('>') : [known.relationshipName, written];
        const cascade = this.#listed(overlay.cascade, known.name);
        const restrict = this.#listed(overlay.restrict, known.name);
        return {
            relationshipName: relationship || null,
            referenceTo: targets ? this.#expand(targets.split('|')) : known.targets,
            masterDetail: this.#listed(overlay.masterDetail, known.name),
            deleteConstraint: cascade ? 'cascade' : restrict ? 'restrict' : 'setNull'
        };
    }

    #expand(targets: string[]): string[] {
        const { all, activities, feeds } = this.#org.customTargets;
        const custom: Record<string, string[]> = { '*': all, '*activities': activities, '*feeds': feeds };
        return targets.flatMap((target) => custom[target] ?? [target]);
    }
}
