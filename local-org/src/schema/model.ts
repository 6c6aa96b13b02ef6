/**
 * The shape of an org's data: what an object is, what its fields are, how they point at each other.
 * Built once per org from the committed standard objects, the overlay and the project's own objects;
 * immutable afterwards. Lookups are by lower-case API name; `name` keeps Salesforce's spelling.
 */

export type FieldType =
    | 'id'
    | 'boolean'
    | 'string'
    | 'textarea'
    | 'picklist'
    | 'multipicklist'
    | 'combobox'
    | 'reference'
    | 'integer'
    | 'long'
    | 'double'
    | 'currency'
    | 'percent'
    | 'date'
    | 'datetime'
    | 'time'
    | 'email'
    | 'phone'
    | 'url'
    | 'encryptedstring'
    | 'base64'
    | 'location'
    | 'address'
    | 'anyType';

export interface PicklistValue {
    value: string;
    label: string;
    isDefault: boolean;
    isActive: boolean;
    /** Of a dependent picklist: the values of the controlling field with which this one may be chosen. */
    validFor?: string[];
}

export interface FieldSchema {
    /** API name in Salesforce's spelling: `OwnerId`, `Open_Key__c`. */
    name: string;
    label: string;
    type: FieldType;
    /** Apex type of the field: Id, String, Boolean, Integer, Long, Decimal, Double, Date, Datetime, Time, Blob, Object, Address, Location. */
    apexType: string;
    custom: boolean;
    /** Characters, for text types; null otherwise. */
    length: number | null;
    precision: number | null;
    scale: number | null;
    nillable: boolean;
    /** The user must give a value on create (not nillable, no default, createable). */
    requiredOnCreate: boolean;
    createable: boolean;
    updateable: boolean;
    filterable: boolean;
    sortable: boolean;
    groupable: boolean;
    unique: boolean;
    caseSensitive: boolean;
    externalId: boolean;
    idLookup: boolean;
    nameField: boolean;
    autoNumber: boolean;
    /** Display format of an auto number, `OFF-{0000}`. */
    displayFormat: string | null;
    calculated: boolean;
    /** Formula text when calculated and known. */
    formula: string | null;
    /** Numbers without a value count as 0 in the formula. */
    blankAsZero?: boolean;
    /** Roll-up summary: what is counted or summed up, over which children. */
    summary?: FieldSummary;
    /** Literal default: already in the runtime's plain form (boolean, number, string). */
    defaultValue: boolean | number | string | null;
    picklistValues: PicklistValue[];
    /** The field that controls this picklist; absent when none does. */
    controllingField?: string;
    restrictedPicklist: boolean;
    /** Objects that a reference may point at; more than one = polymorphic. */
    referenceTo: string[];
    /** Name of the parent relationship (`Owner`, `Parent__r`); null when the field is no reference. */
    relationshipName: string | null;
    /** Master-detail: child dies with the parent, has no owner of its own. */
    masterDetail: boolean;
    /** What deleting the parent does. */
    deleteConstraint: 'cascade' | 'restrict' | 'setNull' | 'none';
    /** User hierarchy field (custom, on User). */
    hierarchy: boolean;
    htmlFormatted: boolean;
    /** The help text of a custom field. */
    inlineHelpText?: string | null;
    /** FeatureName when the field exists only with a feature on. */
    feature: Feature | null;
}

export interface FieldSummary {
    operation: 'count' | 'sum' | 'min' | 'max';
    childObject: string;
    /** Field of the child that is summed up; null when rows are counted. */
    field: string | null;
    /** The master-detail field of the child. */
    foreignKey: string;
    filters: { field: string; operation: string; value: string }[];
}

export interface ChildRelationship {
    /** `Contacts`, `Steps__r`; null when the relationship has no name. */
    name: string | null;
    childObject: string;
    field: string;
    cascadeDelete: boolean;
    restrictedDelete: boolean;
}

/** What an org may have or lack. */
export type Feature = 'teams' | 'splits' | 'territories' | 'personAccounts' | 'multiCurrency' | 'recordTypes' | 'devHub';

export type ObjectKind =
    | 'standard'
    | 'custom'
    | 'customSetting'
    | 'customMetadata'
    | 'platformEvent'
    | 'share'
    | 'history'
    | 'feed'
    | 'changeEvent'
    | 'externalObject'
    | 'bigObject';

export type SharingModel = 'Private' | 'Read' | 'ReadWrite' | 'ReadWriteTransfer' | 'ControlledByParent' | 'FullAccess' | 'Public';

export interface RecordTypeSchema {
    developerName: string;
    label: string;
    active: boolean;
    isMaster: boolean;
    description?: string | null;
}

export interface SObjectSchema {
    name: string;
    label: string;
    labelPlural: string;
    kind: ObjectKind;
    custom: boolean;
    /** Three characters; null for objects without Ids. */
    keyPrefix: string | null;
    /**
     * Does this org have it: is there a table behind it? False = known to the platform (code compiles against it)
     * but neither in the overlay nor in the project: DML and SOQL on it are unsupported at run time.
     */
    present: boolean;
    /** Counts as setup object for MIXED_DML_OPERATION. */
    setup: boolean;
    feature: Feature | null;
    createable: boolean;
    updateable: boolean;
    deletable: boolean;
    undeletable: boolean;
    queryable: boolean;
    /** May Apex do DML on it at all ("DML not allowed on Profile")? */
    apexDml: { insert: boolean; update: boolean; upsert: boolean; delete: boolean };
    /** Goes to the recycle bin when deleted. */
    recycleBin: boolean;
    sharingModel: SharingModel;
    /** Grants via hierarchy. */
    hierarchySharing: boolean;
    /** Ids come from auto-increment except for these (custom metadata by developer name). */
    fields: ReadonlyMap<string, FieldSchema>;
    childRelationships: readonly ChildRelationship[];
    recordTypes: readonly RecordTypeSchema[];
    /** May a queue own it? */
    queueOwnable: boolean;
    /** For `share` objects: the object whose rows they share. */
    shareOf: string | null;
    /** Platform events: when EventBus.publish takes effect. */
    publishBehavior?: 'PublishAfterCommit' | 'PublishImmediately';
    /** Custom settings. */
    customSettingsType?: 'Hierarchy' | 'List';
}

/** All objects of one org. */
export interface Schema {
    readonly features: ReadonlySet<Feature>;
    /** Case-insensitive. An object of a feature that is off does not exist. */
    object(name: string): SObjectSchema | undefined;
    objectByKeyPrefix(prefix: string): SObjectSchema | undefined;
    /** Every object known, present or not. */
    objects(): Iterable<SObjectSchema>;
    /** Those that this org has: far fewer. Absent on hand-made schemas. */
    presentObjects?(): Iterable<SObjectSchema>;
}

/** Case-insensitive field lookup. */
export function fieldOf(object: SObjectSchema, name: string): FieldSchema | undefined {
    return object.fields.get(name.toLowerCase());
}

/** The reference field behind a parent relationship name (`Owner` → OwnerId, `Parent__r` → Parent__c). */
export function parentFieldOf(object: SObjectSchema, relationshipName: string): FieldSchema | undefined {
    const wanted = relationshipName.toLowerCase();
    for (const field of object.fields.values()) {
        if (field.relationshipName?.toLowerCase() === wanted) {
            return field;
        }
    }
    return undefined;
}

export function childRelationshipOf(object: SObjectSchema, name: string): ChildRelationship | undefined {
    const wanted = name.toLowerCase();
    return object.childRelationships.find((relationship) => relationship.name?.toLowerCase() === wanted);
}
