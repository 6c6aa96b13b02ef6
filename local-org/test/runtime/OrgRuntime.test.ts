import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Query } from '../../src/language/soqlAst.ts';
import { LimitExceeded, UnsupportedError } from '../../src/runtime/errors.ts';
import type { EmittedModule, TypeMeta } from '../../src/runtime/EmittedModule.ts';
import { library } from '../../src/runtime/library.ts';
import { ApexException } from '../../src/runtime/values/ApexException.ts';
import { ApexList } from '../../src/runtime/values/ApexList.ts';
import { SObject } from '../../src/runtime/values/SObject.ts';
import { fakeOrg } from './fakes.ts';

const QUERY = { from: { object: 'Account' }, select: [] } as unknown as Query;

function meta(name: string, more: Partial<TypeMeta> = {}): TypeMeta {
    return {
        name,
        kind: 'class',
        jsName: `C_${name.replace('.', '_')}`,
        fileName: 'x.cls',
        outer: null,
        superclass: null,
        interfaces: [],
        apiVersion: 67,
        sharing: null,
        isAbstract: false,
        isInterface: false,
        isTest: false,
        isException: false,
        modifiers: [],
        annotations: [],
        enumConstants: [],
        fields: [],
        staticFields: [],
        methods: [],
        constructors: [],
        trigger: null,
        ...more
    };
}

function module(types: TypeMeta[], code: string): EmittedModule {
    return { fileName: types[0].fileName, typeName: types[0].name, code, coverageLines: [], types, ranges: [] };
}

function failure(run: () => unknown): ApexException {
    try {
        run();
    } catch (error) {
        assert.ok(error instanceof ApexException, String(error));
        return error;
    }
    assert.fail('nothing was thrown');
}

describe('records for one place', () => {
    const org = fakeOrg();
    const { runtime, data } = org;
    const transaction = org.transaction();
    const one = (): unknown => runtime.runInTransaction(transaction, () => runtime.queryOne(QUERY, [], null));

    it('throws when there is none', () => {
        data.rows = [];
        const exception = failure(one);
        assert.equal(exception.typeName, 'System.QueryException');
        assert.equal(exception.apexMessage, 'List has no rows for assignment to SObject');
    });

    it('throws when there are two', () => {
        data.rows = [new SObject('Account'), new SObject('Account')];
        assert.equal(failure(one).apexMessage, 'List has more than 1 row for assignment to SObject');
    });

    it('gives the one, and counts queries and rows', () => {
        data.rows = [new SObject('Account')];
        assert.equal(one(), data.rows[0]);
        assert.equal(transaction.limits.usedOf('queries'), 3);
        assert.equal(transaction.limits.usedOf('queryRows'), 3);
    });

    it('stops at the hundred and first query', () => {
        for (let i = 3; i < 100; i++) {
            one();
        }
        assert.throws(one, new LimitExceeded('Too many SOQL queries: 101'));
    });
});

describe('DML statements', () => {
    const org = fakeOrg();
    const { runtime, data } = org;
    const dml = (value: unknown, verb: 'insert' | 'update' = 'update'): void =>
        runtime.runInTransaction(org.transaction(), () => runtime.dml(verb, value, { access: null }));

    function account(id: string): SObject {
        const record = new SObject('Account');
        record.put('id', id);
        return record;
    }

    it('words a failure as Salesforce does and keeps its rows', () => {
        data.results = [
            { success: true, id: '001000000000001AAA', created: false, errors: [] },
            {
                success: false,
                id: null,
                created: false,
                errors: [{ statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Name]', fields: ['Name'] }]
            }
        ];
        const exception = failure(() => dml(new ApexList('Account', [account('001000000000001AAA'), account('001000000000002AAA')])));
        assert.equal(exception.typeName, 'System.DmlException');
        assert.equal(
            exception.apexMessage,
            'Update failed. First exception on row 1 with id 001000000000002AAA; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]'
        );
        assert.deepEqual(exception.dmlErrors, [
            {
                index: 1,
                id: '001000000000002AAA',
                statusCode: 'REQUIRED_FIELD_MISSING',
                message: 'Required fields are missing: [Name]',
                fields: ['Name']
            }
        ]);
        data.results = null;
    });

    it('takes null for what it is', () => {
        assert.equal(failure(() => dml(null)).typeName, 'System.NullPointerException');
        const hole = failure(() => dml(new ApexList('Account', [null])));
        assert.equal(hole.typeName, 'System.ListException');
        assert.equal(hole.apexMessage, 'DML statement found null SObject at position 0');
    });

    it('does nothing with an empty list', () => {
        const before = data.statements.length;
        const transaction = org.transaction();
        runtime.runInTransaction(transaction, () => runtime.dml('insert', new ApexList('Account'), { access: null }));
        assert.equal(data.statements.length, before);
        assert.equal(transaction.limits.usedOf('dmlStatements'), 0);
    });
});

describe('frames', () => {
    const org = fakeOrg();
    const { runtime } = org;
    const types = {
        with: runtime.frameType('With', 60, 'with'),
        without: runtime.frameType('Without', 60, 'without'),
        none60: runtime.frameType('None60', 60, null),
        none67: runtime.frameType('None67', 67, null),
        inherited67: runtime.frameType('Inherited', 67, 'inherited'),
        trigger67: runtime.frameType('T', 67, 'trigger')
    };
    const under = (...names: (keyof typeof types)[]): string =>
        runtime.runInTransaction(org.transaction(), () => {
            names.forEach((name) => runtime.enter(types[name]));
            return `${runtime.frame.access} ${runtime.frame.sharing ? 'with' : 'without'}`;
        });

    const cases: [(keyof typeof types)[], string][] = [
        [['with'], 'system with'],
        [['none60'], 'system without'],
        [['with', 'none60'], 'system with'],
        [['with', 'without'], 'system without'],
        [['without', 'none67'], 'user with'],
        [['without', 'inherited67'], 'user without'],
        [['with', 'inherited67'], 'user with'],
        [['with', 'trigger67'], 'system without'],
        [['trigger67', 'none60'], 'system without']
    ];
    for (const [names, expected] of cases) {
        it(`${names.join(' → ')} runs ${expected} sharing`, () => assert.equal(under(...names), expected));
    }

    it('comes back to the caller', () => {
        runtime.runInTransaction(org.transaction(), () => {
            const before = runtime.enter(types.with);
            runtime.leave(runtime.enter(types.without));
            assert.equal(runtime.frame.typeName, 'With');
            runtime.leave(before);
            assert.equal(runtime.frame.typeName, '');
        });
    });
});

describe('what Apex may catch', () => {
    const { runtime } = fakeOrg();

    it('is an exception of its own', () => {
        const exception = ApexException.of('System.MathException', 'Divide by 0');
        assert.equal(runtime.wrap(exception), exception);
    });

    it('is no limit, no assertion, nothing unbuilt, no defect of the runtime', () => {
        const errors = [
            new LimitExceeded('x'),
            ApexException.of('System.AssertException', 'x'),
            new UnsupportedError('x'),
            new TypeError("Cannot read properties of null (reading 'x')"),
            new Error('x')
        ];
        for (const error of errors) {
            assert.throws(
                () => runtime.wrap(error),
                (thrown) => thrown === error
            );
            assert.equal(runtime.isUncatchable(error), true);
        }
    });

    it('is null where emitted code reached through it', () => {
        runtime.add(
            module(
                [meta('Npe')],
                '(function ($r) { return { define() { return class extends $r.ObjectBase { static go(x) { return x.y; } } } }; })'
            )
        );
        let thrown: unknown;
        try {
            runtime.callStatic('Npe', 'go', [null]);
        } catch (error) {
            thrown = error;
        }
        const exception = runtime.wrap(thrown);
        assert.equal(exception.typeName, 'System.NullPointerException');
        assert.equal(exception.apexMessage, 'Attempt to de-reference a null object');
    });

    it('is not a stack without end', () => {
        const endless = (): unknown => [endless()];
        try {
            endless();
        } catch (error) {
            assert.throws(() => runtime.wrap(error), new LimitExceeded('Maximum stack depth reached: 1001'));
        }
    });
});

describe('the platform', () => {
    it('calls a body, and names what has none', () => {
        const org = fakeOrg({
            definitions: [library('System.Say', { 'static String hello(String name)': (_runtime, name) => `hello ${name}` })]
        });
        assert.equal(org.runtime.lib('System.Say.hello(String)')(org.runtime, 'you'), 'hello you');
        assert.throws(() => org.runtime.lib('System.Say.bye()')(org.runtime), new UnsupportedError('System.Say.bye()'));
    });

    it('makes an object by name only with a constructor that takes nothing', () => {
        const org = fakeOrg();
        org.runtime.add(module([meta('Abstract', { isAbstract: true })], '(function () { return {}; })'));
        assert.equal(failure(() => org.runtime.newInstance('Abstract')).apexMessage, 'Type cannot be constructed: Abstract');
        assert.equal(failure(() => org.runtime.newInstance('Missing')).typeName, 'System.TypeException');
    });
});

describe('enums', () => {
    const { runtime } = fakeOrg();
    runtime.add(module([meta('Season', { kind: 'enum', enumConstants: ['SPRING', 'FALL'] })], '(function () { return {}; })'));

    it('have one object per constant', () => {
        assert.equal(runtime.enumConstant('season', 'fall'), runtime.enumValues('Season').items[1]);
        assert.equal(runtime.enumValueOf('Season', 'fall').ordinal, 1);
        assert.equal(runtime.enumValues('Season').type, 'Season');
    });

    it('have no others', () => {
        assert.equal(failure(() => runtime.enumValueOf('Season', 'dry')).typeName, 'System.NoSuchElementException');
    });
});
