/** Custom objects, custom metadata types, custom settings and platform events: the object and the fields that the platform adds. */
import type { FieldSchema, ObjectKind, SharingModel } from './model.ts';
import type { ObjectParts } from './standardObject.ts';
import type { XmlElement } from './xml.ts';
import { factsOf, field, labelOf } from './fieldTypes.ts';
import { plural } from './standardObject.ts';
import { xmlBoolean, xmlChild, xmlText } from './xml.ts';

export interface CustomObjectFacts {
    hasMasterDetail: boolean;
    hasRecordTypes: boolean;
    hasTab: boolean;
    keyPrefix: string;
}

/** What kind of object the suffix and the metadata make of a name; undefined for a standard object. */
export function customKind(name: string, content: XmlElement): ObjectKind | undefined {
    if (name.endsWith('__mdt')) {
        return 'customMetadata';
    }
    if (name.endsWith('__e')) {
        return 'platformEvent';
    }
    if (name.endsWith('__x')) {
        return 'externalObject';
    }
    if (name.endsWith('__b')) {
        return 'bigObject';
    }
    if (!name.endsWith('__c')) {
        return undefined;
    }
    return xmlText(content, 'customSettingsType') ? 'customSetting' : 'custom';
}

/** The object with its system fields; the caller adds the fields of its metadata. */
export function customObject(name: string, content: XmlElement, kind: ObjectKind, facts: CustomObjectFacts): ObjectParts {
    const label = xmlText(content, 'label') || labelOf(name.replace(/__\w+$/, '').replaceAll('_', ' '));
    const parts: ObjectParts = {
        name,
        label,
        labelPlural: xmlText(content, 'pluralLabel') || plural(label),
        kind,
        custom: true,
        keyPrefix: facts.keyPrefix,
        present: kind !== 'externalObject' && kind !== 'bigObject',
        setup: false,
        feature: null,
        createable: true,
        updateable: true,
        deletable: true,
        undeletable: true,
        queryable: true,
        apexDml: { insert: true, update: true, upsert: true, delete: true },
        recycleBin: true,
        sharingModel: sharingModel(content, facts),
        hierarchySharing: true,
        fields: new Map(),
        queueOwnable: kind === 'custom' && !facts.hasMasterDetail,
        shareOf: null
    };
    switch (kind) {
        case 'custom':
            add(parts, ...customFields(content, facts));
            return parts;
        case 'customSetting':
            add(parts, id(), nameField(content), isDeleted(), setupOwner(), ...audit());
            return {
                ...parts,
                sharingModel: 'Public',
                undeletable: false,
                recycleBin: false,
                customSettingsType: xmlText(content, 'customSettingsType') === 'Hierarchy' ? 'Hierarchy' : 'List'
            };
        case 'customMetadata':
            add(parts, ...metadataTypeFields());
            return { ...parts, ...noDml(), sharingModel: 'Public', recycleBin: false, undeletable: false };
        case 'platformEvent':
            add(parts, ...eventFields());
            return {
                ...parts,
                ...noDml(),
                createable: true,
                queryable: false,
                sharingModel: 'Public',
                recycleBin: false,
                undeletable: false,
                publishBehavior: xmlText(content, 'publishBehavior') === 'PublishImmediately' ? 'PublishImmediately' : 'PublishAfterCommit'
            };
        case 'bigObject':
            // Written by Database.insertImmediate and deleteImmediate alone.
            add(parts, id(), ...audit().filter((each) => /^(?:Created|SystemModstamp)/.test(each.name)));
            return { ...parts, ...noDml(), sharingModel: 'Public', recycleBin: false, undeletable: false };
        default:
            add(parts, id());
            return parts;
    }
}

/** `X__Share` of a private or read-only object. */
export function shareObject(of: ObjectParts): ObjectParts {
    const stem = of.name.replace(/__c$/, '');
    const levels = ['Read', 'Edit', 'All'];
    const parts = companion(of, `${stem}__Share`, `Share: ${of.label}`, 'share', '02c');
    add(
        parts,
        id(),
        field('ParentId', factsOf('reference'), {
            label: 'Parent ID',
            nillable: false,
            requiredOnCreate: true,
            updateable: false,
            referenceTo: [of.name],
            relationshipName: 'Parent',
            deleteConstraint: 'cascade'
        }),
        field('UserOrGroupId', factsOf('reference'), {
            label: 'User/Group ID',
            nillable: false,
            requiredOnCreate: true,
            updateable: false,
            referenceTo: ['Group', 'User'],
            relationshipName: 'UserOrGroup'
        }),
        field('AccessLevel', factsOf('picklist', 40), {
            label: 'Access Level',
            nillable: false,
            requiredOnCreate: true,
            picklistValues: levels.map((value) => ({ value, label: value, isDefault: false, isActive: true })),
            restrictedPicklist: true
        }),
        field('RowCause', factsOf('picklist', 40), { label: 'Row Cause', updateable: false, defaultValue: 'Manual' }),
        ...audit().filter((each) => each.name.startsWith('LastModified')),
        isDeleted()
    );
    return { ...parts, shareOf: of.name, apexDml: { insert: true, update: true, upsert: true, delete: true } };
}

/** `X__History` of an object with field history on; the platform alone writes it. */
export function historyObject(of: ObjectParts): ObjectParts {
    const stem = of.name.replace(/__c$/, '');
    const parts = companion(of, `${stem}__History`, `History: ${of.label}`, 'history', '017');
    const readOnly = { createable: false, updateable: false };
    add(
        parts,
        id(),
        isDeleted(),
        field('ParentId', factsOf('reference'), {
            ...readOnly,
            nillable: false,
            referenceTo: [of.name],
            relationshipName: 'Parent',
            deleteConstraint: 'cascade'
        }),
        ...audit().filter((each) => each.name.startsWith('Created')),
        field('Field', factsOf('picklist'), readOnly),
        field('DataType', factsOf('picklist'), readOnly),
        field('OldValue', factsOf('anyType'), readOnly),
        field('NewValue', factsOf('anyType'), readOnly)
    );
    return { ...parts, ...noDml() };
}

function companion(of: ObjectParts, name: string, label: string, kind: ObjectKind, keyPrefix: string): ObjectParts {
    return {
        ...of,
        name,
        label,
        labelPlural: label,
        kind,
        custom: true,
        keyPrefix,
        undeletable: false,
        recycleBin: false,
        sharingModel: 'Public',
        queueOwnable: false,
        fields: new Map()
    };
}

function sharingModel(content: XmlElement, facts: CustomObjectFacts): SharingModel {
    if (facts.hasMasterDetail) {
        return 'ControlledByParent';
    }
    const model = xmlText(content, 'sharingModel');
    return model && ['Private', 'Read', 'ReadWrite', 'ReadWriteTransfer', 'FullAccess', 'ControlledByParent'].includes(model)
        ? (model as SharingModel)
        : 'ReadWrite';
}

function noDml(): Pick<ObjectParts, 'createable' | 'updateable' | 'deletable' | 'apexDml'> {
    return {
        createable: false,
        updateable: false,
        deletable: false,
        apexDml: { insert: false, update: false, upsert: false, delete: false }
    };
}

function add(parts: ObjectParts, ...fields: FieldSchema[]): void {
    for (const each of fields) {
        parts.fields.set(each.name.toLowerCase(), each);
    }
}

function customFields(content: XmlElement, facts: CustomObjectFacts): FieldSchema[] {
    const fields = [id(), nameField(content), isDeleted()];
    if (!facts.hasMasterDetail) {
        fields.push(owner());
    }
    if (facts.hasRecordTypes) {
        fields.push(recordTypeId());
    }
    fields.push(...audit());
    const readOnly = { createable: false, updateable: false };
    if (xmlBoolean(content, 'enableActivities')) {
        fields.push(field('LastActivityDate', factsOf('date'), readOnly));
    }
    if (facts.hasTab) {
        fields.push(field('LastViewedDate', factsOf('datetime'), readOnly), field('LastReferencedDate', factsOf('datetime'), readOnly));
    }
    return fields;
}

export function recordTypeId(): FieldSchema {
    return field('RecordTypeId', factsOf('reference'), {
        label: 'Record Type ID',
        referenceTo: ['RecordType'],
        relationshipName: 'RecordType'
    });
}

function id(): FieldSchema {
    return field('Id', factsOf('id'), { label: 'Record ID', createable: false, updateable: false });
}

function isDeleted(): FieldSchema {
    return field('IsDeleted', factsOf('boolean'), { label: 'Deleted', createable: false, updateable: false });
}

/** An empty name becomes the record's Id, so a text name is never required by the API. */
function nameField(content: XmlElement): FieldSchema {
    const described = xmlChild(content, 'nameField') ?? {};
    const autoNumber = xmlText(described, 'type') === 'AutoNumber';
    return field('Name', factsOf('string', 80), {
        label: xmlText(described, 'label') || 'Name',
        nillable: !autoNumber,
        nameField: true,
        idLookup: true,
        autoNumber,
        createable: !autoNumber,
        updateable: !autoNumber,
        displayFormat: autoNumber ? (xmlText(described, 'displayFormat') ?? '{0}') : null
    });
}

function owner(): FieldSchema {
    return field('OwnerId', factsOf('reference'), {
        label: 'Owner ID',
        nillable: false,
        referenceTo: ['Group', 'User'],
        relationshipName: 'Owner',
        deleteConstraint: 'none'
    });
}

function setupOwner(): FieldSchema {
    return field('SetupOwnerId', factsOf('reference'), {
        label: 'Location',
        nillable: false,
        updateable: false,
        referenceTo: ['Organization', 'Profile', 'User'],
        relationshipName: 'SetupOwner',
        deleteConstraint: 'cascade'
    });
}

function audit(): FieldSchema[] {
    const system = { createable: false, updateable: false, nillable: false };
    const user = (name: string): FieldSchema =>
        field(name, factsOf('reference'), {
            ...system,
            referenceTo: ['User'],
            relationshipName: name.replace(/Id$/, ''),
            deleteConstraint: 'none'
        });
    return [
        field('CreatedDate', factsOf('datetime'), system),
        user('CreatedById'),
        field('LastModifiedDate', factsOf('datetime'), system),
        user('LastModifiedById'),
        field('SystemModstamp', factsOf('datetime'), { ...system, label: 'System Modstamp' })
    ];
}

function metadataTypeFields(): FieldSchema[] {
    const text = (name: string, length: number, label: string, nillable = false): FieldSchema =>
        field(name, factsOf('string', length), {
            label,
            nillable,
            nameField: name === 'DeveloperName',
            unique: name === 'QualifiedApiName',
            updateable: false,
            createable: false
        });
    return [
        id(),
        text('DeveloperName', 40, 'Custom Metadata Record Name'),
        text('MasterLabel', 40, 'Label'),
        text('Label', 40, 'Label', true),
        text('QualifiedApiName', 255, 'Qualified API Name'),
        text('NamespacePrefix', 15, 'Namespace Prefix', true),
        field('Language', factsOf('picklist', 40), { label: 'Master Language', nillable: false, createable: false, updateable: false }),
        field('SystemModstamp', factsOf('datetime'), { nillable: false, createable: false, updateable: false })
    ];
}

function eventFields(): FieldSchema[] {
    const readOnly = { createable: false, updateable: false };
    return [
        field('ReplayId', factsOf('string', 1000), { ...readOnly, label: 'Replay ID' }),
        field('EventUuid', factsOf('string', 36), { ...readOnly, label: 'Event UUID', nillable: true }),
        ...audit().filter((each) => each.name.startsWith('Created'))
    ];
}
