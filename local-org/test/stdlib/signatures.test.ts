import { test } from 'node:test';
import assert from 'node:assert/strict';
import { normalizeKey } from '../../src/runtime/library.ts';
import type { LibrarySignature } from '../../src/runtime/library.ts';
import { loadLibraryData } from '../../src/schema/libraryData.ts';
import type { LibraryType } from '../../src/schema/libraryData.ts';
import { stdlibBodies, stdlibClasses, stdlibDefinitions } from '../../src/stdlib/index.ts';

const data = loadLibraryData();

/** Without the namespace where the data may leave it out. */
function plain(typeText: string): string {
    return typeText
        .replace(/\s+/g, '')
        .replace(/(^|[<,])System\./gi, '$1')
        .toLowerCase();
}

/** Own or inherited. */
function propertyOf(type: LibraryType, name: string): LibraryType['properties'][number] | undefined {
    const own = type.properties.find((each) => each.name.toLowerCase() === name.toLowerCase());
    const superType = type.superType === null ? undefined : data.resolve(type.superType);
    return own ?? (superType && propertyOf(superType, name));
}

function problemOf(type: LibraryType, signature: LibrarySignature): string | null {
    const parameters = signature.parameters.map(plain).join();
    switch (signature.kind) {
        case 'constructor':
            return type.constructors.some((types) => types.map(plain).join() === parameters) || type.constructors.length === 0
                ? null
                : 'no such constructor';
        case 'getter':
        case 'setter': {
            const property = propertyOf(type, signature.name);
            if (!property) {
                return 'no such property';
            }
            if (property.static !== signature.isStatic) {
                return `property is ${property.static ? '' : 'not '}static`;
            }
            return signature.returns !== '' && plain(property.type) !== plain(signature.returns)
                ? `property is of type ${property.type}`
                : null;
        }
        case 'method': {
            const rows = type.methods.filter(
                (each) => each.name.toLowerCase() === signature.name.toLowerCase() && each.parameters.map(plain).join() === parameters
            );
            if (rows.length === 0) {
                return 'no such method';
            }
            if (!rows.some((row) => row.static === signature.isStatic)) {
                return `method is ${rows[0].static ? '' : 'not '}static`;
            }
            return rows.some((row) => plain(row.returnType) === plain(signature.returns)) ? null : `method returns ${rows[0].returnType}`;
        }
    }
}

test('every body has a signature that the platform has', () => {
    const problems: string[] = [];
    for (const name of stdlibClasses()) {
        const definitions = stdlibDefinitions(name);
        // Internal.* is how emitted code reaches what is no method call.
        if (definitions.length === 0 || name.startsWith('Internal.')) {
            continue;
        }
        const type = data.type(name);
        if (!type) {
            problems.push(`${name}: no such class`);
            continue;
        }
        for (const definition of definitions) {
            assert.equal(definition.typeName, type.name, `spelling of ${name}`);
            for (const signature of definition.signatures()) {
                const problem = problemOf(type, signature);
                if (problem) {
                    problems.push(`${signature.key}: ${problem}`);
                }
            }
        }
    }
    assert.deepEqual(problems, []);
});

test('no two bodies of a class share a key', () => {
    for (const name of stdlibClasses()) {
        const keys = stdlibDefinitions(name).flatMap((definition) =>
            definition.signatures().map((signature) => normalizeKey(signature.key))
        );
        assert.equal(new Set(keys).size, keys.length, name);
    }
});

/** Classes whose every member must work. */
const WHOLE = [
    'System.String',
    'System.Integer',
    'System.Long',
    'System.Double',
    'System.Decimal',
    'System.Date',
    'System.Datetime',
    'System.Time',
    'System.Math',
    'System.List',
    'System.Set',
    'System.Map',
    'System.Assert',
    'System.JSON',
    'System.JSONGenerator',
    'System.JSONParser',
    'System.Type',
    'System.EncodingUtil',
    'System.Id',
    'System.UUID',
    'System.Pattern'
];

test('what is promised whole is there whole', () => {
    const bodies = stdlibBodies();
    const missing: string[] = [];
    for (const name of WHOLE) {
        const type = data.type(name)!;
        for (const method of type.methods) {
            const key = `${type.name}.${method.name}(${method.parameters.join(',')})`;
            // addError on a field value is the record's own.
            if (method.name !== 'addError' && !bodies.has(key)) {
                missing.push(key);
            }
        }
    }
    assert.deepEqual(missing, []);
});

test('exceptions can be made, interfaces called, unknown members are absent', () => {
    const bodies = stdlibBodies();
    assert.equal(bodies.has('System.DmlException.<init>(String)'), true);
    assert.equal(bodies.has('System.Comparable.compareTo(Object)'), true);
    assert.equal(bodies.has('System.RestContext.request'), true);
    assert.equal(bodies.has('System.Cookie.getName()'), false);
    assert.equal(bodies.body('System.Nothing.at.all()'), undefined);
});
