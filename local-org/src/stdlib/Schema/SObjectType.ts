/** Schema.SObjectType */
import { randomUUID } from 'node:crypto';
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { argument } from '../../runtime/operators.ts';
import type { ApexEnum } from '../../runtime/values/ApexEnum.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { SObject } from '../../runtime/values/SObject.ts';
import { describeObject } from './DescribeSObjectResult.ts';
import { defaultValue } from './fieldFacts.ts';
import { recordTypes } from './objectFacts.ts';
import type { ObjectToken } from './tokens.ts';

/** Throws System.SObjectException for the Id of another object. */
function withId(rt: OrgRuntime, self: ObjectToken, id: string | null): SObject {
    const record = new SObject(self.schema);
    if (id !== null) {
        const object = rt.schema.objectByKeyPrefix(id.slice(0, 3));
        if (object && object !== self.schema) {
            throw ApexException.of('System.SObjectException', `Invalid id value for this SObject type: ${id}`);
        }
        record.put('id', id);
    }
    return record;
}

/** Throws System.SObjectException when the object has no such record type, or it is not active. */
function withDefaults(rt: OrgRuntime, self: ObjectToken, recordTypeId: string | null, loadDefaults: boolean): SObject {
    const record = new SObject(self.schema);
    if (recordTypeId !== null) {
        const type = recordTypes(rt, self.schema).find((each) => each.id === recordTypeId);
        if (!type?.active) {
            throw ApexException.of('System.SObjectException', 'Record Type is Unavailable');
        }
        if (!type.master) {
            record.put('recordtypeid', recordTypeId);
        }
    }
    if (loadDefaults) {
        for (const [name, field] of self.schema.fields) {
            const value = field.createable ? defaultValue(field) : null;
            if (value !== null) {
                record.put(name, value);
            }
        }
        if (self.schema.kind === 'platformEvent') {
            // The one way to know an event's identity before it is published. Source: Platform Events Developer Guide.
            record.put('eventuuid', randomUUID());
        }
    }
    return record;
}

export default library('Schema.SObjectType', {
    'Schema.DescribeSObjectResult getDescribe()': (rt, self: ObjectToken) => describeObject(rt, self),
    'Schema.DescribeSObjectResult getDescribe(Schema.SObjectDescribeOptions options)': (rt, self: ObjectToken, options: ApexEnum | null) =>
        describeObject(rt, self, argument(options)),
    'SObject newSObject()': (_rt, self: ObjectToken) => new SObject(self.schema),
    'SObject newSObject(Id id)': (rt, self: ObjectToken, id: string | null) => withId(rt, self, id),
    'SObject newSObject(Id recordTypeId, Boolean loadDefaults)': (
        rt,
        self: ObjectToken,
        recordTypeId: string | null,
        loadDefaults: boolean | null
    ) => withDefaults(rt, self, recordTypeId, argument(loadDefaults))
});
