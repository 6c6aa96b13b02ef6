/** Every body of this room answers a signature of the library data. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalizeKey } from '../../src/runtime/library.ts';
import { createLibrary } from '../../src/compiler/libraryPort.ts';
import { stdlibBodies, stdlibClasses, stdlibDefinitions } from '../../src/stdlib/index.ts';

const library = createLibrary(() => true);
const classes = [
    ...stdlibClasses().filter((name) => name.startsWith('Schema.') && stdlibDefinitions(name).length > 0),
    ...['Internal.CustomMetadataType', 'Internal.ListCustomSetting', 'Internal.HierarchyCustomSetting', 'System.Schema', 'System.Label']
];

test('the classes of describes and settings are found', () => {
    assert.ok(classes.includes('Schema.DescribeFieldResult'));
    assert.ok(classes.includes('Schema.SObjectTypeFields'));
});

for (const name of classes) {
    test(`${name} has the members that the platform's class has`, () => {
        const type = library.type(name);
        assert.ok(type, name);
        const methods = [...type.methods.values()].flat();
        for (const signature of stdlibDefinitions(name).flatMap((definition) => definition.signatures())) {
            if (signature.kind === 'getter') {
                const property = type.properties.get(signature.name.toLowerCase());
                assert.equal(
                    property && normalizeKey(`x(${property.type})`),
                    normalizeKey(`x(${signature.returns})`),
                    `${name} ${signature.key}`
                );
            } else {
                const method = methods.find((each) => normalizeKey(each.key) === normalizeKey(signature.key));
                assert.ok(method, signature.key);
                assert.equal(method.isStatic, signature.isStatic, signature.key);
                assert.equal(normalizeKey(`x(${method.returns})`), normalizeKey(`x(${signature.returns})`), signature.key);
            }
        }
    });
}

test('what describes give is complete but for what is named here', () => {
    const bodies = stdlibBodies();
    const missing = [
        'Schema.DescribeSObjectResult',
        'Schema.DescribeFieldResult',
        'Schema.PicklistEntry',
        'Schema.ChildRelationship',
        'Schema.RecordTypeInfo'
    ]
        .map((name) => library.type(name)!)
        .flatMap((type) => [
            ...[...type.methods.values()].flat().map((method) => method.key),
            ...[...type.properties.values()].map((property) => property.key)
        ])
        .filter((key) => !bodies.has(key));
    assert.deepEqual(missing, ['Schema.DescribeSObjectResult.DefaultImplementation']);
});
