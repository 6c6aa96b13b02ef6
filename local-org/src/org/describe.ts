/** Describes in the shape of the REST API, as far as clients of this org ask for them. */
import { validForBits } from '../schema/dependentPicklist.ts';
import type { SObjectSchema } from '../schema/model.ts';
import type { Assembly } from './assemble.ts';

const SOBJECTS = '/services/data/v67.0/sobjects';

function objectFacts(org: Assembly, userId: string, object: SObjectSchema): object {
    const access = org.security.objectAccess(userId, object);
    return {
        name: object.name,
        label: object.label,
        labelPlural: object.labelPlural,
        keyPrefix: object.keyPrefix,
        custom: object.custom,
        customSetting: object.kind === 'customSetting',
        queryable: object.queryable && access.read,
        createable: object.createable && access.create,
        updateable: object.updateable && access.edit,
        deletable: object.deletable && access.delete,
        retrieveable: object.queryable && access.read,
        urls: {
            sobject: `${SOBJECTS}/${object.name}`,
            describe: `${SOBJECTS}/${object.name}/describe`,
            rowTemplate: `${SOBJECTS}/${object.name}/{ID}`
        }
    };
}

export function describeGlobal(org: Assembly, userId: string): object {
    const objects = [...org.schema.presentObjects()].sort((a, b) => (a.name < b.name ? -1 : 1));
    return {
        encoding: 'UTF-8',
        maxBatchSize: 200,
        sobjects: objects
            .filter((object) => org.security.objectAccess(userId, object).read)
            .map((object) => objectFacts(org, userId, object))
    };
}

export function describeObject(org: Assembly, userId: string, name: string): object | null {
    const object = org.schema.object(name);
    if (!object?.present || !org.security.objectAccess(userId, object).read) {
        return null;
    }
    const fields = [...object.fields.values()].filter((field) => org.security.fieldAccess(userId, object, field.name).read);
    return {
        ...objectFacts(org, userId, object),
        childRelationships: object.childRelationships.map((relationship) => ({
            cascadeDelete: relationship.cascadeDelete,
            childSObject: relationship.childObject,
            deprecatedAndHidden: false,
            field: relationship.field,
            relationshipName: relationship.name,
            restrictedDelete: relationship.restrictedDelete
        })),
        recordTypeInfos: [],
        fields: fields.map((field) => ({
            name: field.name,
            label: field.label,
            type: field.type,
            length: field.length ?? 0,
            precision: field.precision ?? 0,
            scale: field.scale ?? 0,
            nillable: field.nillable,
            createable: field.createable,
            updateable: field.updateable && org.security.fieldAccess(userId, object, field.name).edit,
            filterable: field.filterable,
            sortable: field.sortable,
            unique: field.unique,
            externalId: field.externalId,
            custom: field.custom,
            calculated: field.calculated,
            autoNumber: field.autoNumber,
            nameField: field.nameField,
            defaultValue: field.defaultValue,
            referenceTo: field.referenceTo,
            relationshipName: field.relationshipName,
            dependentPicklist: field.controllingField !== undefined,
            controllerName: field.controllingField ?? null,
            picklistValues: field.picklistValues.map((entry) => ({
                value: entry.value,
                label: entry.label,
                defaultValue: entry.isDefault,
                active: entry.isActive,
                validFor: validForBits(object, field, entry)
            }))
        }))
    };
}
