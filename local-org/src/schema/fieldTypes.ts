/** From a field's name, Apex type and what the overlay or the metadata say to its describe type, length and precision. */
import type { FieldSchema, FieldType, PicklistValue } from './model.ts';

export interface TypeFacts {
    type: FieldType;
    apexType: string;
    length: number | null;
    precision: number | null;
    scale: number | null;
}

const EMAIL = /Email(Address)?$/;
const PHONE = /(Phone|Fax|ContactMobile)$/;
const URL_NAME = /(Url|URL)$|^Website$/;
const TEXTAREA = /^(Description|Comments|CommentBody|Body|Signature|HtmlValue|Markup|ExtendedStatus)$|Street$/;
const CURRENCY =
    /(Amount|Price|Revenue|Cost|AmountAllOpportunities|AmountWonOpportunities)$|^(SplitAmount|AmountAllOpportunities|AmountWonOpportunities)$/;
const PERCENT = /(Probability|Percentage|Percent)$/;

const APEX_OF: Partial<Record<FieldType, string>> = {
    id: 'Id',
    reference: 'Id',
    boolean: 'Boolean',
    integer: 'Integer',
    long: 'Long',
    double: 'Decimal',
    currency: 'Decimal',
    percent: 'Decimal',
    date: 'Date',
    datetime: 'Datetime',
    time: 'Time',
    base64: 'Blob',
    address: 'Address',
    location: 'Location',
    anyType: 'Object'
};

/** The facts of `currency(18,2)`, `string(40)`, `email`, `picklist`. */
export function parseType(text: string): TypeFacts {
    const match = /^(\w+)(?:\((\d+)(?:,(\d+))?\))?$/.exec(text);
    if (!match) {
        throw new Error(`Malformed field type: ${text}`);
    }
    const [, type, first, second] = match;
    return factsOf(type as FieldType, first === undefined ? null : Number(first), second === undefined ? null : Number(second));
}

/** Fills in what the platform uses when nobody says: 255 characters, 18 digits. */
export function factsOf(type: FieldType, first: number | null = null, second: number | null = null): TypeFacts {
    const apexType = APEX_OF[type] ?? 'String';
    switch (type) {
        case 'id':
        case 'reference':
            return { type, apexType, length: 18, precision: null, scale: null };
        case 'integer':
            return { type, apexType, length: null, precision: first ?? 9, scale: 0 };
        case 'long':
            return { type, apexType, length: null, precision: first ?? 18, scale: 0 };
        case 'double':
        case 'currency':
        case 'percent':
            return { type, apexType, length: null, precision: first ?? 18, scale: second ?? (type === 'double' ? 0 : 2) };
        case 'email':
            return { type, apexType, length: first ?? 80, precision: null, scale: null };
        case 'phone':
            return { type, apexType, length: first ?? 40, precision: null, scale: null };
        case 'textarea':
            return { type, apexType, length: first ?? 255, precision: null, scale: null };
        case 'string':
        case 'url':
        case 'picklist':
        case 'multipicklist':
        case 'combobox':
        case 'encryptedstring':
            return { type, apexType, length: first ?? (type === 'multipicklist' ? 4099 : 255), precision: null, scale: null };
        default:
            return { type, apexType, length: null, precision: null, scale: null };
    }
}

/** Guesses the describe type of a standard field from its name and Apex type, where the overlay does not say. */
export function guessType(name: string, apexType: string): TypeFacts {
    switch (apexType) {
        case 'Id':
            return factsOf(name === 'Id' ? 'id' : 'reference');
        case 'Boolean':
            return factsOf('boolean');
        case 'Integer':
            return factsOf('integer');
        case 'Long':
            return factsOf('long');
        case 'Double':
        case 'Decimal':
            if (/(Latitude|Longitude)$/.test(name)) {
                return factsOf('double', 18, 15);
            }
            if (CURRENCY.test(name)) {
                return factsOf('currency', 18, 2);
            }
            return PERCENT.test(name) ? factsOf('percent', 5, 2) : { ...factsOf('double', 18, 2), apexType };
        case 'Date':
            return factsOf('date');
        case 'Datetime':
            return factsOf('datetime');
        case 'Time':
            return factsOf('time');
        case 'Blob':
            return factsOf('base64');
        case 'Address':
            return factsOf('address');
        case 'Location':
            return factsOf('location');
        case 'String':
            return guessText(name);
        default:
            return factsOf('anyType');
    }
}

function guessText(name: string): TypeFacts {
    if (EMAIL.test(name)) {
        return factsOf('email');
    }
    if (PHONE.test(name)) {
        return factsOf('phone');
    }
    if (URL_NAME.test(name)) {
        return factsOf('url', /PhotoUrl$/.test(name) ? 1024 : 255);
    }
    if (TEXTAREA.test(name)) {
        return factsOf('textarea', name.endsWith('Street') ? 255 : 32000);
    }
    if (name === 'CurrencyIsoCode') {
        return factsOf('picklist', 3);
    }
    if (name === 'NamespacePrefix') {
        return factsOf('string', 15);
    }
    return factsOf('string', name === 'DeveloperName' || name === 'MasterLabel' ? 80 : 255);
}

/** `A|*B|C`, B the default. */
export function parsePicklist(text: string): PicklistValue[] {
    return text.split('|').map((part) => {
        const isDefault = part.startsWith('*');
        const value = isDefault ? part.slice(1) : part;
        return { value, label: value, isDefault, isActive: true };
    });
}

/** `AccountId` → `Account ID`, `NumberOfEmployees` → `Number Of Employees`, `Open_Key__c` is labelled by its metadata. */
export function labelOf(name: string): string {
    return name
        .replace(/([a-z\d])([A-Z])/g, '$1 $2')
        .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
        .replace(/\bId$/, 'ID');
}

/** A field with nothing special about it; the caller says what is. */
export function field(name: string, facts: TypeFacts, more: Partial<FieldSchema> = {}): FieldSchema {
    const long = facts.type === 'textarea' && (facts.length ?? 0) > 255;
    const opaque =
        long || facts.type === 'base64' || facts.type === 'encryptedstring' || facts.type === 'address' || facts.type === 'location';
    return {
        name,
        label: labelOf(name),
        type: facts.type,
        apexType: facts.apexType,
        custom: false,
        length: facts.length,
        precision: facts.precision,
        scale: facts.scale,
        nillable: facts.type !== 'boolean' && facts.type !== 'id',
        requiredOnCreate: false,
        createable: true,
        updateable: true,
        filterable: !opaque,
        sortable: !opaque && facts.type !== 'multipicklist',
        groupable: !opaque && !['multipicklist', 'double', 'currency', 'percent', 'datetime', 'time', 'anyType'].includes(facts.type),
        unique: false,
        caseSensitive: false,
        externalId: false,
        idLookup: facts.type === 'id',
        nameField: false,
        autoNumber: false,
        displayFormat: null,
        calculated: false,
        formula: null,
        defaultValue: facts.type === 'boolean' ? false : null,
        picklistValues: [],
        restrictedPicklist: false,
        referenceTo: [],
        relationshipName: null,
        masterDetail: false,
        deleteConstraint: facts.type === 'reference' ? 'setNull' : 'none',
        hierarchy: false,
        htmlFormatted: false,
        feature: null,
        ...more
    };
}
