/**
 * EntityDefinition, FieldDefinition and EntityParticle: the schema as rows. They have no Ids of their own; their DurableId – the name – stands in
 * the Id column, and references to them hold it (custom metadata points at objects and fields so).
 */
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import type { StoredRow } from '../ports.ts';

export const DEFINITIONS = new Set(['EntityDefinition', 'FieldDefinition', 'EntityParticle']);

const plainName = (name: string): string => name.replace(/__[a-z]+$/i, '');

/** What the row of an object says. */
export function entityDefinition(object: SObjectSchema): StoredRow {
    return {
        Id: object.name,
        DurableId: object.name,
        QualifiedApiName: object.name,
        DeveloperName: plainName(object.name),
        Label: object.label,
        MasterLabel: object.label,
        PluralLabel: object.labelPlural,
        KeyPrefix: object.keyPrefix,
        IsCustomSetting: Number(object.kind === 'customSetting'),
        IsQueryable: Number(object.queryable),
        IsEverCreatable: Number(object.createable),
        IsEverUpdatable: Number(object.updateable),
        IsEverDeletable: Number(object.deletable),
        IsTriggerable: Number(object.apexDml.insert || object.apexDml.update),
        IsApexTriggerable: Number(object.apexDml.insert || object.apexDml.update)
    };
}

export function fieldDefinition(object: SObjectSchema, field: FieldSchema): StoredRow {
    return {
        Id: `${object.name}.${field.name}`,
        DurableId: `${object.name}.${field.name}`,
        EntityDefinitionId: object.name,
        QualifiedApiName: field.name,
        DeveloperName: plainName(field.name),
        Label: field.label,
        MasterLabel: field.label,
        DataType: dataTypeOf(field),
        Length: field.length,
        Precision: field.precision,
        Scale: field.scale,
        RelationshipName: field.relationshipName,
        IsCalculated: Number(field.calculated),
        IsNillable: Number(field.nillable),
        IsNameField: Number(field.nameField),
        IsIndexed: Number(field.unique || field.externalId || field.idLookup),
        IsApiFilterable: Number(field.filterable),
        IsApiGroupable: Number(field.groupable),
        IsApiSortable: Number(field.sortable),
        IsHtmlFormatted: Number(field.htmlFormatted),
        IsPolymorphicForeignKey: Number(field.referenceTo.length > 1)
    };
}

/** The smallest parts of an object: the parts of an address or a name, and every other field. */
export function entityParticle(object: SObjectSchema, field: FieldSchema): StoredRow {
    const { RelationshipName, ...shared } = fieldDefinition(object, field);
    return {
        ...Object.fromEntries(Object.entries(shared).filter(([name]) => !/^Is(?:Indexed|PolymorphicForeignKey)$/.test(name))),
        RelationshipName,
        Name: field.name,
        FieldDefinitionId: shared.Id,
        DataType: field.type,
        IsUnique: Number(field.unique),
        IsIdLookup: Number(field.idLookup),
        IsCreatable: Number(field.createable),
        IsUpdatable: Number(field.updateable)
    };
}

const NAMES: Partial<Record<FieldSchema['type'], string>> = {
    boolean: 'Checkbox',
    date: 'Date',
    datetime: 'Date/Time',
    time: 'Time',
    email: 'Email',
    phone: 'Phone',
    url: 'URL',
    picklist: 'Picklist',
    multipicklist: 'Picklist (Multi-Select)',
    id: 'ID',
    address: 'Address',
    location: 'Geolocation'
};

/** As Setup shows it: `Text(80)`, `Lookup(User)`, `Hierarchy`. */
function dataTypeOf(field: FieldSchema): string {
    if (field.hierarchy) {
        return 'Hierarchy';
    }
    if (field.autoNumber) {
        return 'Auto Number';
    }
    switch (field.type) {
        case 'reference':
            return `${field.masterDetail ? 'Master-Detail' : 'Lookup'}(${field.referenceTo.join(',')})`;
        case 'textarea':
            return field.length !== null && field.length > 255 ? `Long Text Area(${field.length})` : 'Text Area';
        case 'currency':
        case 'percent':
        case 'double':
        case 'integer':
        case 'long': {
            const name = field.type === 'currency' ? 'Currency' : field.type === 'percent' ? 'Percent' : 'Number';
            return `${name}(${(field.precision ?? 18) - (field.scale ?? 0)}, ${field.scale ?? 0})`;
        }
        default:
            return NAMES[field.type] ?? `Text(${field.length ?? 255})`;
    }
}
