/**
 * The type SObject itself: of all fields, code may name only the Id of a record whose object it does not know.
 */
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';

const ID_FIELD: FieldSchema = {
    name: 'Id',
    label: 'Record ID',
    type: 'id',
    apexType: 'Id',
    custom: false,
    length: 18,
    precision: null,
    scale: null,
    nillable: false,
    requiredOnCreate: false,
    createable: false,
    updateable: false,
    filterable: true,
    sortable: true,
    groupable: true,
    unique: true,
    caseSensitive: false,
    externalId: false,
    idLookup: true,
    nameField: false,
    autoNumber: false,
    displayFormat: null,
    calculated: false,
    formula: null,
    defaultValue: null,
    picklistValues: [],
    restrictedPicklist: false,
    referenceTo: [],
    relationshipName: null,
    masterDetail: false,
    deleteConstraint: 'none',
    hierarchy: false,
    htmlFormatted: false,
    feature: null
};

/** The SObject type. */
export const GENERIC_RECORD: SObjectSchema = {
    name: 'SObject',
    label: 'SObject',
    labelPlural: 'SObjects',
    kind: 'standard',
    custom: false,
    keyPrefix: null,
    present: false,
    setup: false,
    feature: null,
    createable: false,
    updateable: false,
    deletable: false,
    undeletable: false,
    queryable: false,
    apexDml: { insert: true, update: true, upsert: true, delete: true },
    recycleBin: false,
    sharingModel: 'Public',
    hierarchySharing: false,
    fields: new Map([['id', ID_FIELD]]),
    childRelationships: [],
    recordTypes: [],
    queueOwnable: false,
    shareOf: null
};

/** What aggregate queries give, as a token. */
export const AGGREGATE_RECORD: SObjectSchema = {
    ...GENERIC_RECORD,
    name: 'AggregateResult',
    label: 'Aggregate Result',
    labelPlural: 'Aggregate Result'
};
