import { test } from 'node:test';
import assert from 'node:assert/strict';
import { loadLibraryData } from '../../src/schema/libraryData.ts';
import type { LibraryMethod, LibraryType } from '../../src/schema/libraryData.ts';

const library = loadLibraryData();

function typeOf(name: string): LibraryType {
    const type = library.type(name);
    assert.ok(type, `${name} is missing`);
    return type;
}

function signature(method: LibraryMethod): string {
    return `${method.static ? 'static ' : ''}${method.returnType} ${method.name}(${method.parameters.join(', ')})`;
}

function signatures(typeName: string, method: string): string[] {
    return typeOf(typeName)
        .methods.filter((each) => each.name.toLowerCase() === method.toLowerCase())
        .map(signature)
        .sort();
}

test('looks types up whatever their case and keeps the spelling of Apex', () => {
    assert.equal(typeOf('system.url').name, 'System.URL');
    assert.equal(typeOf('DATABASE.dmloptions.emailheader').name, 'Database.DMLOptions.EmailHeader');
    assert.equal(library.namespaces.get('connectapi'), 'ConnectApi');
    assert.equal(library.type('System.Nothing'), undefined);
});

test('resolves type texts: System first, then the namespace written out', () => {
    assert.equal(library.resolve('List<String>')?.name, 'System.List');
    assert.equal(library.resolve('Database.Error')?.name, 'Database.Error');
    assert.equal(library.resolve('QueueableDuplicateSignature.Builder')?.name, 'System.QueueableDuplicateSignature.Builder');
    assert.equal(library.resolve('Account'), undefined);
});

test('every type text names a type, a type parameter, an SObject or a primitive', () => {
    const sobjects = new Set<string>();
    for (const name of library.names()) {
        const type = typeOf(name);
        const texts = [
            ...type.methods.flatMap((method) => [method.returnType, ...method.parameters]),
            ...type.properties.map((property) => property.type),
            ...type.constructors.flat(),
            ...type.interfaces,
            ...(type.superType ? [type.superType] : [])
        ];
        for (const part of texts.flatMap((text) => text.split(/[<>,]/)).filter(Boolean)) {
            if (part === 'void' || type.typeParameters.includes(part) || library.resolve(part)) {
                continue;
            }
            sobjects.add(part);
        }
    }
    assert.deepEqual(
        [...sobjects].filter((name) => !/^(Schema\.)?[A-Z]\w+$/.test(name)),
        []
    );
    assert.ok(sobjects.has('User'));
    assert.ok(sobjects.size < 60, `too many unresolved names: ${[...sobjects].sort().join(' ')}`);
});

test('DML methods take an access level, and lists of Ids where Apex does', () => {
    assert.ok(
        signatures('System.Database', 'update').includes('static List<Database.SaveResult> update(List<SObject>, Boolean, AccessLevel)')
    );
    assert.ok(
        signatures('System.Database', 'delete').includes('static List<Database.DeleteResult> delete(List<Id>, Boolean, AccessLevel)')
    );
    assert.deepEqual(signatures('System.Database', 'queryWithBinds'), [
        'static List<SObject> queryWithBinds(String, Map<String,Object>, AccessLevel)'
    ]);
    assert.deepEqual(signatures('System.Database', 'getCursor'), [
        'static Database.Cursor getCursor(String)',
        'static Database.Cursor getCursor(String, AccessLevel)'
    ]);
    assert.deepEqual(signatures('Database.Cursor', 'fetch'), ['List<SObject> fetch(Integer, Integer)']);
});

test('what an offboarding app needs of the standard library is there', () => {
    const wanted: Record<string, string[]> = {
        'System.System': [
            'enqueueJob',
            'schedule',
            'attachFinalizer',
            'runAs',
            'abortJob',
            'isBatch',
            'isQueueable',
            'now',
            'today',
            'resetPassword'
        ],
        'System.Test': ['startTest', 'stopTest', 'isRunningTest', 'setMock', 'createStub', 'getEventBus', 'setCreatedDate'],
        'System.Assert': ['areEqual', 'areNotEqual', 'isTrue', 'isFalse', 'isNull', 'isNotNull', 'fail', 'isInstanceOfType'],
        'System.Database': ['setSavepoint', 'rollback', 'executeBatch', 'getQueryLocator', 'countQuery', 'upsert', 'undelete'],
        'System.Security': ['stripInaccessible'],
        'System.FeatureManagement': ['checkPermission'],
        'System.Approval': ['process', 'lock', 'unlock', 'isLocked'],
        'System.EventBus': ['publish'],
        'System.Crypto': ['generateDigest'],
        'System.EncodingUtil': ['base64Encode', 'convertToHex'],
        'System.URL': ['getOrgDomainUrl'],
        'System.AsyncInfo': ['getCurrentQueueableStackDepth'],
        'System.UserInfo': ['getUserId', 'getProfileId'],
        'System.Comparator': ['compare'],
        'System.Collator': ['getInstance'],
        'System.FinalizerContext': ['getResult', 'getException', 'getAsyncApexJobId'],
        'FormulaEval.FormulaInstance': ['evaluate'],
        'Invocable.Action': ['createStandardAction', 'setInvocationParameter', 'invoke'],
        'System.StubProvider': ['handleMethodCall'],
        'System.UserManagement': ['obfuscateUser'],
        'EventBus.TestBroker': ['deliver']
    };
    for (const [name, methods] of Object.entries(wanted)) {
        for (const method of methods) {
            assert.notDeepEqual(signatures(name, method), [], `${name}.${method}`);
        }
    }
});

test('exceptions extend Exception, which gives user-made ones four constructors', () => {
    const names = [...library.names()].filter((name) => name.endsWith('Exception') && name !== 'System.Exception');
    for (const name of names) {
        assert.equal(typeOf(name).superType, 'Exception', name);
    }
    const root = typeOf('System.Exception');
    assert.equal(root.constructors.length, 4);
    assert.equal(root.abstract, true);
    for (const method of [
        'getMessage',
        'getTypeName',
        'getCause',
        'getStackTraceString',
        'getLineNumber',
        'setMessage',
        'initCause',
        'getNumDml'
    ]) {
        assert.equal(signatures('System.Exception', method).length, 1, method);
    }
});

test('corrections beat the stubs, and only where they speak', () => {
    assert.deepEqual(typeOf('System.TriggerOperation').enumConstants.slice(0, 2), ['BEFORE_INSERT', 'BEFORE_UPDATE']);
    assert.deepEqual(
        typeOf('System.AccessLevel')
            .properties.map((property) => `${property.static} ${property.name}`)
            .sort(),
        ['true SYSTEM_MODE', 'true USER_MODE']
    );
    assert.deepEqual(signatures('System.SObject', 'getInstance'), []);
    assert.deepEqual(signatures('Database.Batchable', 'start'), [
        'Database.QueryLocator start(Database.BatchableContext)',
        'Iterable<T> start(Database.BatchableContext)'
    ]);
    assert.deepEqual(signatures('Database.Batchable', 'finish'), ['void finish(Database.BatchableContext)']);
    assert.deepEqual(typeOf('System.List').interfaces, ['Iterable<T>']);
});
