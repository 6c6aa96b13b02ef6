/** What a describe says of a field beyond what the schema says outright. */
import type { FieldSchema, FieldType, SObjectSchema } from '../../schema/model.ts';
import { ApexDouble } from '../../runtime/values/ApexDouble.ts';
import { Decimal } from '../../runtime/values/Decimal.ts';

/** Schema.SoapType by type. */
export const SOAP_TYPES: Readonly<Record<FieldType, string>> = {
    id: 'ID',
    reference: 'ID',
    boolean: 'BOOLEAN',
    string: 'STRING',
    textarea: 'STRING',
    picklist: 'STRING',
    multipicklist: 'STRING',
    combobox: 'STRING',
    email: 'STRING',
    phone: 'STRING',
    url: 'STRING',
    encryptedstring: 'STRING',
    integer: 'INTEGER',
    long: 'LONG',
    double: 'DOUBLE',
    currency: 'DOUBLE',
    percent: 'DOUBLE',
    date: 'DATE',
    datetime: 'DATETIME',
    time: 'TIME',
    base64: 'BASE64BINARY',
    location: 'LOCATION',
    address: 'ADDRESS',
    anyType: 'ANYTYPE'
};

const WHOLE: ReadonlySet<FieldType> = new Set(['integer', 'long']);
const NOT_AGGREGATABLE: ReadonlySet<FieldType> = new Set([
    'boolean',
    'multipicklist',
    'base64',
    'encryptedstring',
    'location',
    'address',
    'anyType'
]);
const ADDRESS_PART = /^(.*?)(Street|City|State|PostalCode|Country|Latitude|Longitude|GeocodeAccuracy|StateCode|CountryCode)$/;
const NAME_PART = new Set(['firstname', 'lastname', 'middlename', 'salutation', 'suffix']);

export function isText(field: FieldSchema): boolean {
    return SOAP_TYPES[field.type] === 'STRING';
}

/** Text takes up to three bytes a character. */
export function byteLength(field: FieldSchema): number {
    const length = field.length ?? 0;
    return isText(field) ? length * 3 : length;
}

/** Whole numbers have digits, the others precision and scale. */
export function digits(field: FieldSchema): number {
    return WHOLE.has(field.type) ? (field.precision ?? 0) : 0;
}

export function precision(field: FieldSchema): number {
    return WHOLE.has(field.type) ? 0 : (field.precision ?? 0);
}

export function isAggregatable(field: FieldSchema): boolean {
    return field.filterable && !NOT_AGGREGATABLE.has(field.type);
}

/** Does the platform fill it in when the caller does not? */
export function isDefaultedOnCreate(field: FieldSchema): boolean {
    return (
        field.type === 'boolean' ||
        field.type === 'id' ||
        field.autoNumber ||
        field.defaultValue !== null ||
        field.name === 'OwnerId' ||
        isAudit(field.name)
    );
}

const AUDIT = new Set(['createdbyid', 'createddate', 'lastmodifiedbyid', 'lastmodifieddate', 'systemmodstamp']);

function isAudit(name: string): boolean {
    return AUDIT.has(name.toLowerCase());
}

/** The address, geolocation or person's name that the field is a part of; null when it is none. */
export function compoundFieldName(object: SObjectSchema, field: FieldSchema): string | null {
    const geolocation = /^(.*)__(Latitude|Longitude)__s$/.exec(field.name);
    if (geolocation) {
        return object.fields.get(`${geolocation[1]}__c`.toLowerCase())?.name ?? null;
    }
    const prefix = ADDRESS_PART.exec(field.name)?.[1];
    const address = prefix === undefined ? undefined : object.fields.get(`${prefix}Address`.toLowerCase());
    if (address?.type === 'address') {
        return address.name;
    }
    // Of people alone: others have one name.
    return object.fields.has('lastname') && (NAME_PART.has(field.name.toLowerCase()) || field.name === 'Name') ? 'Name' : null;
}

/** May field-level security be set on it? */
export function isPermissionable(object: SObjectSchema, field: FieldSchema): boolean {
    if (
        field.masterDetail ||
        field.nameField ||
        field.type === 'id' ||
        isAudit(field.name) ||
        /^(OwnerId|IsDeleted|RecordTypeId)$/.test(field.name)
    ) {
        return false;
    }
    const settled = object.kind !== 'standard' && object.kind !== 'custom' && object.kind !== 'externalObject';
    return !settled && (field.nillable || field.type === 'boolean' || field.calculated);
}

/** The default as a value of the field's Apex type; null when there is none, or it takes a formula to compute. */
export function defaultValue(field: FieldSchema): unknown {
    const { defaultValue: value } = field;
    if (value === null || typeof value === 'boolean') {
        return value;
    }
    switch (field.apexType) {
        case 'Decimal':
            return Decimal.parse(String(value));
        case 'Double':
            return new ApexDouble(Number(value));
        case 'Integer':
            return Number(value) | 0;
        case 'Long':
            return BigInt(value);
        case 'String':
            return String(value);
        default:
            return null;
    }
}

/** The default as it was written: `"Open"`, `10`, `true`. */
export function defaultValueFormula(field: FieldSchema): string | null {
    if (!field.custom || field.defaultValue === null || field.picklistValues.length > 0) {
        return null;
    }
    return typeof field.defaultValue === 'string' ? `"${field.defaultValue}"` : String(field.defaultValue);
}
