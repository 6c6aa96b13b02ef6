/** Those of the platform's classes that JSON.deserialize can make: results of DML and approvals, and plain holders of data. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import type { RowError, RowResult } from '../../runtime/ports.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { loadLibraryData } from '../../schema/libraryData.ts';
import { LockResult, ProcessResult } from '../Approval/requests.ts';
import { DatabaseError, DmlResult } from '../support/dmlResults.ts';
import type { ResultType } from '../support/dmlResults.ts';
import { isValueClass, ValueObject } from '../support/valueClass.ts';

/** Reads the value of a field by lower-case name as a type; null when the text does not have it. */
export type ReadField = (name: string, typeText: string) => unknown;

type Maker = (rt: OrgRuntime, read: ReadField) => unknown;

const dmlResult =
    (type: ResultType): Maker =>
    (rt, read) =>
        new DmlResult(rt, type, rowResult(read));

const MAKERS: Record<string, Maker> = {
    'database.error': (rt, read) => new DatabaseError(rt, rowError(read)),
    'database.saveresult': dmlResult('SaveResult'),
    'database.upsertresult': dmlResult('UpsertResult'),
    'database.deleteresult': dmlResult('DeleteResult'),
    'database.undeleteresult': dmlResult('UndeleteResult'),
    'database.emptyrecyclebinresult': dmlResult('EmptyRecycleBinResult'),
    'approval.lockresult': (rt, read) => new LockResult(rt, 'LockResult', rowResult(read)),
    'approval.unlockresult': (rt, read) => new LockResult(rt, 'UnlockResult', rowResult(read)),
    'approval.processresult': (rt, read) => {
        const { success, errors } = rowResult(read);
        const texts = (name: string): string[] => listOf(read(name, 'List<Id>')) as string[];
        return new ProcessResult(rt, {
            success,
            errors,
            entityId: read('entityid', 'String') as string,
            instanceId: read('instanceid', 'String') as string,
            instanceStatus: read('instancestatus', 'String') as string,
            actorIds: texts('actorids'),
            newWorkitemIds: texts('newworkitemids')
        });
    }
};

/** Undefined when the class cannot be read. */
export function readLibraryValue(rt: OrgRuntime, typeName: string, read: ReadField): unknown {
    const maker = MAKERS[typeName.toLowerCase()];
    if (maker) {
        return maker(rt, read);
    }
    const type = loadLibraryData().resolve(typeName);
    if (!type || !isValueClass(type.name)) {
        return undefined;
    }
    const value = new ValueObject(type.name);
    const take = (name: string, typeText: string): void => {
        const key = name.toLowerCase();
        if (!value.fields.has(key)) {
            value.fields.set(key, read(key, typeText));
        }
    };
    type.properties.filter((property) => !property.static).forEach((property) => take(property.name, property.type));
    for (const method of type.methods) {
        const [, name] = /^(?:get|is)([A-Z]\w*)$/.exec(method.name) ?? [];
        if (name && !method.static && method.parameters.length === 0) {
            take(name, method.returnType);
        }
    }
    return value;
}

function listOf(value: unknown): unknown[] {
    return value instanceof ApexList ? value.items : [];
}

function rowResult(read: ReadField): RowResult {
    return {
        // Whatever the text says: nobody checks it.
        id: read('id', 'String') as string | null,
        success: read('success', 'Boolean') === true,
        created: read('created', 'Boolean') === true,
        errors: (listOf(read('errors', 'List<Database.Error>')) as DatabaseError[]).map(({ statusCode, message, fields }) => ({
            statusCode: statusCode.name,
            message,
            fields: fields.items as string[]
        }))
    };
}

function rowError(read: ReadField): RowError {
    return {
        statusCode: (read('statuscode', 'String') as string | null) ?? 'UNKNOWN_EXCEPTION',
        message: (read('message', 'String') as string | null) ?? '',
        fields: listOf(read('fields', 'List<String>')) as string[]
    };
}
