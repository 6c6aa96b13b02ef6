/**
 * The schema of one org: standard objects (generated data and overlay), the project's own objects, and the
 * relationships between them, seen from both ends.
 */
import type { Feature, FieldSchema, ObjectKind, RecordTypeSchema, SharingModel } from './model.ts';
import type { CustomField } from './customField.ts';
import type { OrgSchema, SchemaProblem } from './orgSchema.ts';
import type { MetadataFile, Project } from './project.ts';
import type { ObjectParts, OrgFacts } from './standardObject.ts';
import type { XmlElement } from './xml.ts';
import { customField } from './customField.ts';
import { customKind, customObject, historyObject, recordTypeId, shareObject } from './customObject.ts';
import { danglingTabs } from './danglingTabs.ts';
import { keyPrefixes } from './keyPrefixes.ts';
import { LazyOrgSchema } from './orgSchema.ts';
import { notBuilt } from './notBuilt.ts';
import { OVERLAYS } from './overlay/index.ts';
import { loadStandardData } from './standardData.ts';
import { absentObject, presentObject } from './standardObject.ts';
import { fieldsOfStandardValueSet, standardValues } from './standardValueSets.ts';
import { applySummaries } from './summaryFields.ts';
import { xmlBoolean, xmlList, xmlText } from './xml.ts';

export type { OrgSchema, SchemaProblem } from './orgSchema.ts';

export interface SchemaOptions {
    /** What this org has: nothing unless named. */
    features?: Iterable<Feature>;
    /** Prefixes that custom objects have had before, by name: they keep them. */
    keyPrefixes?: Readonly<Record<string, string>>;
    /** Organisation-wide defaults by object, over those of the overlay and the project. */
    sharing?: Readonly<Record<string, SharingModel>>;
}

/** One custom object or the additions to a standard one, gathered from its files. */
interface ObjectSource {
    name: string;
    path: string;
    content: XmlElement;
    fields: { name: string; path: string; content: XmlElement }[];
    recordTypes: RecordTypeSchema[];
}

/**
 * Builds the schema; objects are made when first asked for.
 * Errors in the metadata do not throw: the rest is built, `problems` names the files.
 */
export function buildSchema(project: Project | null, options: SchemaOptions = {}): OrgSchema {
    return new OrgSchemaBuilder(project?.metadata ?? [], options).build();
}

class OrgSchemaBuilder {
    readonly #metadata: readonly MetadataFile[];
    readonly #options: SchemaOptions;
    readonly #problems: SchemaProblem[] = [];
    readonly #sources = new Map<string, ObjectSource>();
    readonly #data = loadStandardData();
    readonly #parts = new Map<string, ObjectParts>();
    readonly #recordTypes = new Map<string, RecordTypeSchema[]>();
    readonly #customFields = new Map<FieldSchema, CustomField>();
    readonly #paths = new Map<FieldSchema, string>();
    readonly #owners = new Map<FieldSchema, string>();
    #prefixes = new Map<string, string>();

    constructor(metadata: readonly MetadataFile[], options: SchemaOptions) {
        this.#metadata = metadata;
        this.#options = options;
    }

    build(): OrgSchema {
        this.#collect();
        const features = new Set(this.#options.features ?? []);
        const custom = [...this.#sources.values()].filter((source) => customKind(source.name, source.content) !== undefined);
        this.#prefixes = keyPrefixes(
            custom.map((source) => source.name),
            this.#options.keyPrefixes
        );
        for (const source of custom) {
            this.#addCustom(source, customKind(source.name, source.content) as ObjectKind);
        }
        const named = (wanted: (source: ObjectSource) => boolean): string[] =>
            custom.filter((source) => customKind(source.name, source.content) === 'custom' && wanted(source)).map((source) => source.name);
        const org: OrgFacts = {
            features,
            customTargets: {
                all: named(() => true),
                activities: named((source) => xmlBoolean(source.content, 'enableActivities')),
                feeds: named((source) => xmlBoolean(source.content, 'enableFeeds'))
            },
            hasRecordTypes: (name) => (this.#sources.get(name.toLowerCase())?.recordTypes.length ?? 0) > 0
        };
        this.#addStandardExtensions(org);
        const schema = new LazyOrgSchema({
            data: this.#data,
            org,
            parts: this.#parts,
            recordTypes: this.#recordTypes,
            customFields: this.#customFields,
            prefixes: Object.fromEntries(this.#prefixes),
            sharing: new Map(Object.entries(this.#options.sharing ?? {}).map(([name, model]) => [name.toLowerCase(), model])),
            problems: this.#problems
        });
        this.#applyStandardValueSets(schema);
        this.#checkReferences(schema);
        applySummaries(
            this.#customFields,
            this.#parts,
            (path, problem) => this.#problems.push({ path, problem }),
            (field) => this.#pathOf(field)
        );
        this.#problems.push(...notBuilt(this.#metadata), ...danglingTabs(this.#metadata));
        return schema;
    }

    #collect(): void {
        for (const file of this.#metadata) {
            if (file.type === 'CustomObject') {
                const source = this.#source(file.fullName, file.path);
                source.content = file.content;
                source.path = file.path;
                for (const content of xmlList(file.content, 'fields')) {
                    source.fields.push({ name: xmlText(content, 'fullName') ?? '', path: file.path, content });
                }
                for (const content of xmlList(file.content, 'recordTypes')) {
                    source.recordTypes.push(recordType(xmlText(content, 'fullName') ?? '', content));
                }
            } else if (file.type === 'CustomField' || file.type === 'RecordType') {
                const dot = file.fullName.indexOf('.');
                const source = this.#source(file.fullName.slice(0, dot), file.path);
                const name = file.fullName.slice(dot + 1);
                if (file.type === 'CustomField') {
                    source.fields.push({ name, path: file.path, content: file.content });
                } else {
                    source.recordTypes.push(recordType(name, file.content));
                }
            }
        }
    }

    #source(name: string, path: string): ObjectSource {
        const key = name.toLowerCase();
        let source = this.#sources.get(key);
        if (!source) {
            source = { name, path, content: {}, fields: [], recordTypes: [] };
            this.#sources.set(key, source);
        }
        return source;
    }

    #addCustom(source: ObjectSource, kind: ObjectKind): void {
        if (Object.keys(source.content).length === 0) {
            this.#problem(source.path, `There is no object ${source.name} for this file: its object-meta.xml is missing`);
            return;
        }
        const masterDetails = source.fields.filter((each) => xmlText(each.content, 'type') === 'MasterDetail');
        if (masterDetails.length > 2) {
            this.#problem(source.path, `${source.name} has more than two master-detail relationships`);
        }
        const parts = customObject(source.name, source.content, kind, {
            hasMasterDetail: masterDetails.length > 0,
            hasRecordTypes: source.recordTypes.length > 0,
            hasTab: this.#metadata.some((file) => file.type === 'CustomTab' && file.fullName.toLowerCase() === source.name.toLowerCase()),
            keyPrefix: this.#prefixes.get(source.name) ?? ''
        });
        this.#addFields(parts, source);
        this.#put(parts, source.recordTypes);
        if (kind !== 'custom') {
            return;
        }
        const sharing = this.#sharingOf(parts);
        if (sharing === 'Private' || sharing === 'Read') {
            this.#put(shareObject(parts), []);
        }
        if (xmlBoolean(source.content, 'enableHistory')) {
            this.#put(historyObject(parts), []);
        }
    }

    #sharingOf(parts: ObjectParts): SharingModel {
        const wanted = Object.entries(this.#options.sharing ?? {}).find(([name]) => name.toLowerCase() === parts.name.toLowerCase());
        return wanted?.[1] ?? parts.sharingModel;
    }

    #addStandardExtensions(org: OrgFacts): void {
        for (const source of this.#sources.values()) {
            if (customKind(source.name, source.content) !== undefined) {
                continue;
            }
            // Tasks and events take their custom fields from Activity.
            const targets = source.name.toLowerCase() === 'activity' ? ['task', 'event'] : [source.name.toLowerCase()];
            for (const target of targets) {
                const overlay = OVERLAYS.get(target);
                const standard = this.#data.object(target);
                if (!overlay && !standard) {
                    this.#problem(source.path, `There is no object ${source.name}`);
                    continue;
                }
                if (overlay?.feature && !org.features.has(overlay.feature)) {
                    this.#problem(source.path, `${overlay.name} is not in this org: the feature "${overlay.feature}" is off`);
                    continue;
                }
                const parts = overlay ? presentObject(standard, overlay, org) : absentObject(standard as NonNullable<typeof standard>);
                const model = xmlText(source.content, 'sharingModel') as SharingModel | undefined;
                if (source.recordTypes.length > 0 && !parts.fields.has('recordtypeid')) {
                    parts.fields.set('recordtypeid', recordTypeId());
                }
                this.#addFields(parts, source);
                this.#put(model ? { ...parts, sharingModel: model } : parts, source.recordTypes);
            }
        }
    }

    #addFields(parts: ObjectParts, source: ObjectSource): void {
        for (const each of source.fields) {
            // Standard fields are there already; their metadata only change how they look or are tracked.
            if (!each.name.endsWith('__c')) {
                continue;
            }
            const problem = (message: string): void => this.#problem(each.path, message);
            const built = customField(each.name, each.content, { problem, globalValueSet: (name) => this.#globalValueSet(name) });
            if (!built) {
                continue;
            }
            if (parts.fields.has(each.name.toLowerCase())) {
                problem(`${parts.name} has the field ${each.name} twice`);
                continue;
            }
            parts.fields.set(each.name.toLowerCase(), built.field);
            for (const part of built.parts) {
                parts.fields.set(part.name.toLowerCase(), part);
            }
            this.#customFields.set(built.field, built);
            this.#paths.set(built.field, each.path);
            this.#owners.set(built.field, parts.name);
        }
    }

    #pathOf(field: FieldSchema): string {
        return this.#paths.get(field) ?? '';
    }

    #globalValueSet(name: string): XmlElement | undefined {
        return this.#metadata.find(
            (file) =>
                (file.type === 'GlobalValueSet' || file.type === 'StandardValueSet') && file.fullName.toLowerCase() === name.toLowerCase()
        )?.content;
    }

    #put(parts: ObjectParts, recordTypes: RecordTypeSchema[]): void {
        this.#parts.set(parts.name.toLowerCase(), parts);
        this.#recordTypes.set(parts.name.toLowerCase(), recordTypes);
    }

    #applyStandardValueSets(schema: OrgSchema): void {
        for (const file of this.#metadata.filter((each) => each.type === 'StandardValueSet')) {
            const picklistValues = standardValues(file.content);
            for (const path of fieldsOfStandardValueSet(file.fullName)) {
                const [objectName, fieldName] = path.split('.');
                const field = schema.object(objectName)?.fields.get(fieldName.toLowerCase());
                if (field) {
                    field.picklistValues = picklistValues;
                    field.defaultValue = picklistValues.find((value) => value.isDefault)?.value ?? null;
                }
            }
        }
    }

    #checkReferences(schema: OrgSchema): void {
        const names = new Map<string, FieldSchema>();
        for (const [field, custom] of this.#customFields) {
            for (const target of field.referenceTo) {
                if (!schema.object(target)) {
                    this.#problem(this.#pathOf(field), `referenceTo value of '${target}' does not resolve to a valid sObject type`);
                    continue;
                }
                const key = custom.childRelationshipName && `${target}.${custom.childRelationshipName}`.toLowerCase();
                if (key && names.has(key)) {
                    this.#problem(
                        this.#pathOf(field),
                        `There is already a Child Relationship named ${custom.childRelationshipName} on ${target}.`
                    );
                }
                if (key) {
                    names.set(key, field);
                }
            }
            if (field.hierarchy && this.#owners.get(field) !== 'User') {
                this.#problem(this.#pathOf(field), `The field ${field.name} is a hierarchy, which only User may have`);
            }
        }
    }

    #problem(path: string, problem: string): void {
        this.#problems.push({ path, problem });
    }
}

function recordType(name: string, content: XmlElement): RecordTypeSchema {
    return {
        developerName: name,
        label: xmlText(content, 'label') || name,
        active: xmlBoolean(content, 'active', true),
        isMaster: false,
        description: xmlText(content, 'description') || null
    };
}
