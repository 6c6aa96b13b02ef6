/** System.SObject: what every record can do. */
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import type { SObject } from '../../runtime/values/SObject.ts';
import { childRelationship, existingField, fieldName, parentRelationship, putField } from '../support/fields.ts';

function addError(rt: OrgRuntime, self: SObject, field: unknown, message: unknown): void {
    rt.fieldAddError(self, field === null ? null : self.nameOf(existingField(self, field)), argument(message));
}

function put(self: SObject, field: unknown, value: unknown): unknown {
    const name = existingField(self, field);
    const previous = self.values.get(name) ?? null;
    putField(self, field, value);
    return previous;
}

function putSObject(self: SObject, given: unknown, parent: SObject | null): SObject | null {
    const relationship = parentRelationship(self, given);
    const field = [...(self.schema?.fields.values() ?? [])].find((each) => each.relationshipName?.toLowerCase() === relationship);
    if (parent && field && field.referenceTo.length > 0 && !field.referenceTo.includes(parent.type)) {
        throw ApexException.of('System.SObjectException', `Illegal assignment from ${parent.type} to ${field.referenceTo[0]}`);
    }
    const previous = (self.values.get(relationship) as SObject | null | undefined) ?? null;
    self.putParent(relationship, parent);
    return previous;
}

/** Null when a subquery was not there or brought nothing. */
function children(self: SObject, given: unknown): ApexList | null {
    const list = self.children(childRelationship(self, given));
    return list.size === 0 ? null : list;
}

const sources = new WeakMap<SObject, string>();

function clone(self: SObject, preserveId = false, deep = false, timestamps = false, autonumber = false): SObject {
    const copy = self.clone(argument(preserveId), argument(deep), argument(timestamps), argument(autonumber));
    if (self.id !== null) {
        sources.set(copy, self.id);
    }
    return copy;
}

export default library('System.SObject', {
    'void addError(String message)': (rt, self: SObject, message: string) => addError(rt, self, null, message),
    'void addError(String message, Boolean escape)': (rt, self: SObject, message: string) => addError(rt, self, null, message),
    'void addError(Exception cause)': (rt, self: SObject, cause: ApexException) => addError(rt, self, null, cause),
    'void addError(Exception cause, Boolean escape)': (rt, self: SObject, cause: ApexException) => addError(rt, self, null, cause),
    'void addError(String field, String message)': (rt, self: SObject, field: string, message: string) =>
        addError(rt, self, argument(field), message),
    'void addError(String field, String message, Boolean escape)': (rt, self: SObject, field: string, message: string) =>
        addError(rt, self, argument(field), message),
    'void addError(Schema.SObjectField field, String message)': (rt, self: SObject, field: unknown, message: string) =>
        addError(rt, self, argument(field), message),
    'void addError(Schema.SObjectField field, String message, Boolean escape)': (rt, self: SObject, field: unknown, message: string) =>
        addError(rt, self, argument(field), message),
    'void clear()': (_rt, self: SObject) => {
        for (const name of [...self.values.keys()]) {
            self.values.delete(name);
            self.dirty.delete(name);
        }
    },
    'SObject clone()': (_rt, self: SObject) => clone(self),
    'SObject clone(Boolean preserveId)': (_rt, self: SObject, ...flags: boolean[]) => clone(self, ...flags),
    'SObject clone(Boolean preserveId, Boolean deep)': (_rt, self: SObject, ...flags: boolean[]) => clone(self, ...flags),
    'SObject clone(Boolean preserveId, Boolean deep, Boolean preserveTimestamps)': (_rt, self: SObject, ...flags: boolean[]) =>
        clone(self, ...flags),
    'SObject clone(Boolean preserveId, Boolean deep, Boolean preserveTimestamps, Boolean preserveAutonumber)': (
        _rt,
        self: SObject,
        ...flags: boolean[]
    ) => clone(self, ...flags),
    'Object get(Schema.SObjectField field)': (_rt, self: SObject, field: unknown) => self.get(existingField(self, field)),
    'Object get(String field)': (_rt, self: SObject, field: string) => self.get(existingField(self, field)),
    'Id getCloneSourceId()': (_rt, self: SObject) => sources.get(self) ?? null,
    'List<Database.Error> getErrors()': (rt, self: SObject) =>
        new ApexList(
            'Database.Error',
            self.errors.map((error) => rt.lib('Internal.Results.error(Object)')(rt, error))
        ),
    'Database.DMLOptions getOptions()': (_rt, self: SObject) => self.dmlOptions,
    'void setOptions(Database.DMLOptions options)': (_rt, self: SObject, options: unknown) => {
        self.dmlOptions = argument(options);
    },
    'Map<String,Object> getPopulatedFieldsAsMap()': (_rt, self: SObject) => new ApexMap('String', 'Object', self.populated()),
    'SObject getSObject(Schema.SObjectField field)': (_rt, self: SObject, field: unknown) => self.parent(parentRelationship(self, field)),
    'SObject getSObject(String relationship)': (_rt, self: SObject, relationship: string) =>
        self.parent(parentRelationship(self, relationship)),
    'List<SObject> getSObjects(String relationship)': (_rt, self: SObject, relationship: string) => children(self, relationship),
    'Schema.SObjectType getSObjectType()': (rt, self: SObject) => rt.objectToken(self.type),
    'Boolean hasErrors()': (_rt, self: SObject) => self.errors.length > 0,
    'Boolean isClone()': (_rt, self: SObject) => self.isClone,
    'Boolean isSet(Schema.SObjectField field)': (_rt, self: SObject, field: unknown) => self.isSet(fieldName(field)),
    'Boolean isSet(String field)': (_rt, self: SObject, field: string) => self.isSet(existingField(self, field)),
    'Object put(Schema.SObjectField field, Object value)': (_rt, self: SObject, field: unknown, value: unknown) => put(self, field, value),
    'Object put(String field, Object value)': (_rt, self: SObject, field: string, value: unknown) => put(self, field, value),
    'SObject putSObject(Schema.SObjectField field, SObject parent)': (_rt, self: SObject, field: unknown, parent: SObject) =>
        putSObject(self, field, parent),
    'SObject putSObject(String relationship, SObject parent)': (_rt, self: SObject, relationship: string, parent: SObject) =>
        putSObject(self, relationship, parent)
});
