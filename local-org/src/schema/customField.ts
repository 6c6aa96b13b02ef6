/** A custom field from its metadata. */
import type { FieldSchema, FieldSummary, PicklistValue } from './model.ts';
import { withDependency } from './dependentPicklist.ts';
import type { TypeFacts } from './fieldTypes.ts';
import type { XmlElement } from './xml.ts';
import { factsOf, field } from './fieldTypes.ts';
import { xmlBoolean, xmlChild, xmlList, xmlNumber, xmlText } from './xml.ts';

export interface FieldContext {
    /** Values of a global value set; undefined when there is none of that name. */
    globalValueSet(name: string): XmlElement | undefined;
    /** Something is wrong with this field. */
    problem(message: string): void;
}

export interface CustomField {
    field: FieldSchema;
    /** `Steps` of `<relationshipName>`: the child relationship is `Steps__r`. */
    childRelationshipName: string | null;
    /** Roll-up: `Child__c.Amount__c` and the operation; the type follows the summarised field. */
    summary: { field: string | null; operation: string } | null;
    /** The coordinates of a geolocation field. */
    parts: FieldSchema[];
}

/** Undefined when the metadata make no field; the problem is reported. */
export function customField(name: string, content: XmlElement, context: FieldContext): CustomField | undefined {
    const type = xmlText(content, 'type');
    if (type === undefined) {
        context.problem(`The field ${name} has no type`);
        return undefined;
    }
    const facts = factsOfMetadata(type, content);
    if (!facts) {
        context.problem(`The field ${name} has the unknown type ${type}`);
        return undefined;
    }
    const formula = xmlText(content, 'formula') ?? null;
    const calculated = formula !== null || type === 'Summary';
    const masterDetail = type === 'MasterDetail';
    const values = type === 'Picklist' || type === 'MultiselectPicklist' ? picklistValues(content, context, name) : [];
    const autoNumber = type === 'AutoNumber';
    const defaultValue = calculated ? null : (literal(xmlText(content, 'defaultValue'), facts.type) ?? defaultOf(values));
    const required = masterDetail || (!calculated && xmlBoolean(content, 'required'));
    const unique = xmlBoolean(content, 'unique');
    const externalId = xmlBoolean(content, 'externalId');
    const hasDefault = defaultValue !== null || (xmlText(content, 'defaultValue') ?? '') !== '';
    const written = !calculated && !autoNumber;
    return {
        field: field(name, facts, {
            label: xmlText(content, 'label') || name.replace(/__c$/, '').replaceAll('_', ' '),
            custom: true,
            nillable: facts.type !== 'boolean' && !required && !autoNumber,
            requiredOnCreate: required && !hasDefault && facts.type !== 'boolean',
            createable: written && facts.type !== 'location',
            updateable: written && facts.type !== 'location' && (!masterDetail || xmlBoolean(content, 'reparentableMasterDetail')),
            unique,
            caseSensitive: xmlBoolean(content, 'caseSensitive'),
            externalId,
            idLookup: externalId || unique,
            autoNumber,
            displayFormat: autoNumber ? (xmlText(content, 'displayFormat') ?? '{0}') : null,
            calculated,
            formula,
            ...(formula === null ? {} : { blankAsZero: xmlText(content, 'formulaTreatBlanksAs') !== 'BlankAsBlank' }),
            ...summaryOf(content),
            defaultValue: facts.type === 'boolean' && !calculated ? defaultValue === true : defaultValue,
            ...withDependency(content, values),
            inlineHelpText: xmlText(content, 'inlineHelpText') ?? null,
            restrictedPicklist:
                xmlBoolean(xmlChild(content, 'valueSet') ?? {}, 'restricted') ||
                xmlChild(xmlChild(content, 'valueSet') ?? {}, 'valueSetName') !== undefined,
            htmlFormatted: type === 'Html',
            ...reference(name, type, content, context),
            ...(calculated ? { groupable: false } : {})
        }),
        childRelationshipName: facts.type === 'reference' ? xmlText(content, 'relationshipName') || null : null,
        summary:
            type === 'Summary'
                ? { field: xmlText(content, 'summarizedField') ?? null, operation: xmlText(content, 'summaryOperation') ?? 'count' }
                : null,
        parts: type === 'Location' ? coordinates(name, content) : []
    };
}

/** Names in it are `Child__c.Field__c`. */
function summaryOf(content: XmlElement): Pick<FieldSchema, 'summary'> {
    const [childObject, foreignKey] = (xmlText(content, 'summaryForeignKey') ?? '').split('.');
    if (xmlText(content, 'type') !== 'Summary' || !childObject || !foreignKey) {
        return {};
    }
    const fieldName = (text: string | undefined): string => text?.slice(text.indexOf('.') + 1) ?? '';
    return {
        summary: {
            operation: (xmlText(content, 'summaryOperation') ?? 'count') as FieldSummary['operation'],
            childObject,
            field: fieldName(xmlText(content, 'summarizedField')) || null,
            foreignKey,
            filters: xmlList(content, 'summaryFilterItems').map((item) => ({
                field: fieldName(xmlText(item, 'field')),
                operation: xmlText(item, 'operation') ?? 'equals',
                value: xmlText(item, 'value') ?? ''
            }))
        }
    };
}

function factsOfMetadata(type: string, content: XmlElement): TypeFacts | undefined {
    const length = xmlNumber(content, 'length');
    const precision = xmlNumber(content, 'precision');
    const scale = xmlNumber(content, 'scale');
    switch (type) {
        case 'Text':
        case 'ExternalLookup':
        case 'IndirectLookup':
            return factsOf('string', length ?? (xmlText(content, 'formula') === undefined ? 255 : 1300));
        case 'AutoNumber':
            return factsOf('string', 30);
        case 'TextArea':
            return factsOf('textarea', 255);
        case 'LongTextArea':
        case 'Html':
            return factsOf('textarea', length ?? 32768);
        case 'EncryptedText':
            return factsOf('encryptedstring', length ?? 175);
        case 'Picklist':
            return factsOf('picklist');
        case 'MultiselectPicklist':
            return factsOf('multipicklist');
        case 'Checkbox':
            return factsOf('boolean');
        case 'Number':
            return factsOf('double', precision ?? 18, scale ?? 0);
        case 'Currency':
            return factsOf('currency', precision ?? 18, scale ?? 2);
        case 'Percent':
            return factsOf('percent', precision ?? 18, scale ?? 2);
        case 'Summary':
            return factsOf('double', 18, 0);
        case 'Date':
            return factsOf('date');
        case 'DateTime':
            return factsOf('datetime');
        case 'Time':
            return factsOf('time');
        case 'Email':
            return factsOf('email');
        case 'Phone':
            return factsOf('phone');
        case 'Url':
            return factsOf('url');
        case 'Lookup':
        case 'MasterDetail':
        case 'Hierarchy':
        case 'MetadataRelationship':
            return factsOf('reference');
        case 'Location':
            return factsOf('location');
        default:
            return undefined;
    }
}

function reference(name: string, type: string, content: XmlElement, context: FieldContext): Partial<FieldSchema> {
    if (!['Lookup', 'MasterDetail', 'Hierarchy', 'MetadataRelationship'].includes(type)) {
        return {};
    }
    const target = type === 'Hierarchy' ? 'User' : xmlText(content, 'referenceTo');
    if (!target) {
        context.problem(`The field ${name} does not say what it refers to (referenceTo)`);
    }
    // Definitions have no Ids: such a field holds a name.
    const named = type === 'MetadataRelationship' && /^(?:EntityDefinition|EntityParticle|FieldDefinition)$/i.test(target ?? '');
    const constraints: Record<string, FieldSchema['deleteConstraint']> = { Cascade: 'cascade', Restrict: 'restrict', SetNull: 'setNull' };
    return {
        ...(named ? { apexType: 'String' } : {}),
        referenceTo: target ? [target] : [],
        relationshipName: name.replace(/__c$/, '__r'),
        masterDetail: type === 'MasterDetail',
        deleteConstraint:
            type === 'MasterDetail' ? 'cascade' : (constraints[xmlText(content, 'deleteConstraint') ?? 'SetNull'] ?? 'setNull'),
        hierarchy: type === 'Hierarchy'
    };
}

function picklistValues(content: XmlElement, context: FieldContext, name: string): PicklistValue[] {
    const valueSet = xmlChild(content, 'valueSet');
    const globalName = valueSet && xmlText(valueSet, 'valueSetName');
    if (globalName) {
        const set = context.globalValueSet(globalName);
        if (!set) {
            context.problem(`The field ${name} uses the global value set ${globalName}, which is not there`);
            return [];
        }
        return xmlList(set, 'customValue').map(picklistValue);
    }
    return xmlList(xmlChild(valueSet ?? {}, 'valueSetDefinition') ?? {}, 'value').map(picklistValue);
}

function picklistValue(content: XmlElement): PicklistValue {
    const value = xmlText(content, 'fullName') ?? '';
    return {
        value,
        label: xmlText(content, 'label') || value,
        isDefault: xmlBoolean(content, 'default'),
        isActive: xmlBoolean(content, 'isActive', true)
    };
}

function defaultOf(values: PicklistValue[]): string | null {
    return values.find((value) => value.isDefault && value.isActive)?.value ?? null;
}

/** A default that is a plain value; a formula (`TODAY()`) is none, and is left to who computes formulas. */
function literal(text: string | undefined, type: FieldSchema['type']): boolean | number | string | null {
    if (text === undefined || text === '') {
        return null;
    }
    if (/^(true|false)$/i.test(text)) {
        return text.toLowerCase() === 'true';
    }
    if (type !== 'string' && /^-?\d+(\.\d+)?$/.test(text)) {
        return Number(text);
    }
    const quoted = /^(["'])(.*)\1$/s.exec(text);
    return quoted && !quoted[2].includes(quoted[1]) ? quoted[2] : null;
}

function coordinates(name: string, content: XmlElement): FieldSchema[] {
    const stem = name.replace(/__c$/, '');
    const scale = xmlNumber(content, 'scale') ?? 15;
    return ['Latitude', 'Longitude'].map((axis) =>
        field(`${stem}__${axis}__s`, factsOf('double', 18, scale), { label: `${stem} (${axis})`, custom: true })
    );
}
