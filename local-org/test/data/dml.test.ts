import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { ApexException } from '../../src/runtime/values/ApexException.ts';
import { ApexDate } from '../../src/runtime/values/ApexDate.ts';
import { Decimal } from '../../src/runtime/values/Decimal.ts';
import type { SObject } from '../../src/runtime/values/SObject.ts';
import { TestOrg, errorsOf } from './org.ts';

const decimal = (text: string): Decimal => Decimal.parse(text)!;

test('insert gives Id, system fields, defaults, owner and names', () => {
    const org = new TestOrg();
    const thing = org.insert('Thing__c', { Amount__c: decimal('1.005') });
    const [row] = org.query('SELECT FIELDS(ALL) FROM Thing__c LIMIT 1');
    assert.match(thing.id!, /^a0\w{13}\w{3}$/);
    assert.equal(row.id, thing.id);
    assert.equal(row.get('name'), thing.id!.slice(0, 15));
    assert.equal(String(row.get('amount__c')), '1.01');
    assert.equal(row.get('done__c'), false);
    assert.equal(row.get('ownerid'), org.userId);
    assert.equal(row.get('createdbyid'), org.userId);
    assert.equal(String(row.get('createddate')), '2026-10-15 10:30:00');
    assert.equal(row.get('isdeleted'), false);
    org.now += 60_000;
    thing.put('name', 'later');
    org.dml('update', thing);
    const [later] = org.query('SELECT Name, CreatedDate, LastModifiedDate FROM Thing__c');
    assert.deepEqual(
        [later.get('name'), String(later.get('createddate')), String(later.get('lastmodifieddate'))],
        ['later', '2026-10-15 10:30:00', '2026-10-15 10:31:00']
    );
});

test('amounts keep their fractions, numbers are rounded to their places', () => {
    const org = new TestOrg();
    org.insert('Account', { Name: 'a', AnnualRevenue: decimal('12345.67') });
    org.insert('Account', { Name: 'b', AnnualRevenue: decimal('12345') });
    assert.deepEqual(org.column('SELECT AnnualRevenue FROM Account ORDER BY Name', 'annualrevenue'), ['12345.67', '12345']);
});

test('saved text neither begins nor ends with white space, and is never empty', () => {
    const org = new TestOrg();
    org.insertAll(
        'Account',
        [' a b\n', '\u00a0c '].map((Name) => ({ Name, Description: ' \t' }))
    );
    assert.deepEqual(org.column('SELECT Name FROM Account', 'name'), ['a b', '\u00a0c']);
    assert.deepEqual(org.column('SELECT Description FROM Account', 'description'), [null, null]);
});

test('auto numbers count on, names are put together', () => {
    const org = new TestOrg();
    const thing = org.insert('Thing__c');
    org.insertAll(
        'Part__c',
        [1, 2].map(() => ({ Thing__c: thing.id, Label__c: 'x' }))
    );
    assert.deepEqual(org.column('SELECT Name FROM Part__c', 'name'), ['P-0001', 'P-0002']);
    const contact = org.insert('Contact', { FirstName: 'Ada', LastName: 'Byron' });
    assert.deepEqual(org.column('SELECT Name FROM Contact', 'name'), ['Ada Byron']);
    contact.put('lastname', 'King');
    org.dml('update', contact);
    assert.deepEqual(org.column('SELECT Name FROM Contact', 'name'), ['Ada King']);
});

const thingId = 'a00000000000001AAA';

const REFUSED: [
    what: string,
    act: (org: TestOrg) => SObject,
    verb: 'insert' | 'update' | 'delete' | 'undelete' | 'upsert',
    error: string
][] = [
    [
        'Id on insert',
        (org) => org.record('Thing__c', { Id: thingId }),
        'insert',
        'INVALID_FIELD_FOR_INSERT_UPDATE, cannot specify Id in an insert call: [Id]'
    ],
    [
        'no Id on update',
        (org) => org.record('Thing__c', { Name: 'x' }),
        'update',
        'MISSING_ARGUMENT, Id not specified in an update call: []'
    ],
    ['no Id on delete', (org) => org.record('Thing__c'), 'delete', 'MISSING_ARGUMENT, Id not specified in a delete call: []'],
    [
        'missing required fields',
        (org) => org.record('Contact', { FirstName: 'Ada' }),
        'insert',
        'REQUIRED_FIELD_MISSING, Required fields are missing: [LastName]: [LastName]'
    ],
    [
        'a required field emptied',
        (org) => {
            const contact = org.insert('Contact', { LastName: 'Ada' });
            contact.put('lastname', null);
            return contact;
        },
        'update',
        'REQUIRED_FIELD_MISSING, Required fields are missing: [LastName]: [LastName]'
    ],
    [
        'long text',
        (org) => org.record('Thing__c', { Need__c: 'abcdef' }),
        'insert',
        'STRING_TOO_LONG, Need: data value too large: abcdef (max length=5): [Need__c]'
    ],
    [
        'a large number',
        (org) => org.record('Thing__c', { Count__c: decimal('1000000') }),
        'insert',
        'NUMBER_OUTSIDE_VALID_RANGE, Count: value outside of valid range on numeric field: 1000000: [Count__c]'
    ],
    [
        'an unknown value of a restricted picklist',
        (org) => org.record('Thing__c', { Status__c: 'Lost' }),
        'insert',
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, Status: bad value for restricted picklist field: Lost: [Status__c]'
    ],
    [
        'an unknown value of a restricted multi-select picklist',
        (org) => org.record('Thing__c', { Tags__c: 'red;pink' }),
        'insert',
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, Tags: bad value for restricted picklist field: pink: [Tags__c]'
    ],
    [
        'a bad address',
        (org) => org.record('Thing__c', { Mail__c: 'nobody' }),
        'insert',
        'INVALID_EMAIL_ADDRESS, Mail: invalid email address: nobody: [Mail__c]'
    ],
    [
        'a reference to the wrong object',
        (org) => org.record('Thing__c', { Account__c: org.insert('Contact', { LastName: 'x' }).id }),
        'insert',
        'FIELD_INTEGRITY_EXCEPTION, Account: id value of incorrect type: CONTACT: [Account__c]'
    ],
    [
        'a reference to nothing',
        (org) => org.record('Thing__c', { Account__c: '001000000000001AAA' }),
        'insert',
        'INVALID_CROSS_REFERENCE_KEY, invalid cross reference id: [Account__c]'
    ],
    [
        'a reference to something deleted',
        (org) => {
            const account = org.insert('Account', { Name: 'x' });
            org.dml('delete', account);
            return org.record('Thing__c', { Account__c: account.id });
        },
        'insert',
        'ENTITY_IS_DELETED, entity is deleted: []'
    ],
    [
        'a deleted row',
        (org) => {
            const thing = org.insert('Thing__c');
            org.dml('delete', thing);
            return thing;
        },
        'update',
        'ENTITY_IS_DELETED, entity is deleted: []'
    ],
    [
        'an Id that never was',
        (org) => org.record('Thing__c', { Id: thingId }),
        'update',
        'INVALID_CROSS_REFERENCE_KEY, invalid cross reference id: []'
    ],
    [
        'a field that cannot be changed',
        (org) => {
            const part = org.insert('Part__c', { Thing__c: org.insert('Thing__c').id, Label__c: 'x' });
            part.put('thing__c', org.insert('Thing__c').id);
            return part;
        },
        'update',
        'INVALID_FIELD_FOR_INSERT_UPDATE, Unable to create/update fields: Thing__c. Please check the security settings of this field and verify that it is read/write for your profile or permission set.: [Thing__c]'
    ],
    [
        'a value that another row has',
        (org) => {
            org.insert('Thing__c', { Key__c: 'k' });
            return org.record('Thing__c', { Key__c: 'K' });
        },
        'insert',
        'DUPLICATE_VALUE, duplicate value found: Key__c duplicates value on record with id: HOLDER: []'
    ],
    ['what is not in the recycle bin', (org) => org.insert('Thing__c'), 'undelete', 'UNDELETE_FAILED, Entity is not in the recycle bin: []']
];

for (const [what, act, verb, expected] of REFUSED) {
    test(`refuses ${what}`, () => {
        const org = new TestOrg();
        const record = act(org);
        const results = org.dml(verb, record);
        const holder = org.query('SELECT Id FROM Thing__c')[0]?.id?.slice(0, 15) ?? '';
        assert.deepEqual(errorsOf(results), [
            expected.replace('CONTACT', String(record.values.get('account__c'))).replace('HOLDER', holder)
        ]);
    });
}

test('the case of a value counts only where the field minds it', () => {
    const org = new TestOrg();
    org.insert('Thing__c', { Code__c: 'abc', Status__c: 'open' });
    assert.deepEqual(errorsOf(org.dml('insert', org.record('Thing__c', { Code__c: 'ABC' }))), []);
    assert.deepEqual(org.column("SELECT Status__c FROM Thing__c WHERE Code__c = 'abc'", 'status__c'), ['Open']);
    assert.match(errorsOf(org.dml('insert', org.record('Thing__c', { Code__c: 'abc' })))[0], /^DUPLICATE_VALUE/);
});

test('two rows of one statement cannot share a unique value, but may hand it over', () => {
    const org = new TestOrg();
    const results = org.dml('insert', [org.record('Thing__c', { Key__c: 'a' }), org.record('Thing__c', { Key__c: 'A' })], {
        allOrNone: false
    });
    assert.deepEqual(errorsOf(results), [
        'DUPLICATE_VALUE, duplicate value found: <unknown> duplicates value on record with id: <unknown>: []'
    ]);
    assert.equal(org.count('SELECT COUNT() FROM Thing__c'), 1);
});

test('all or none: one bad row and nothing is saved', () => {
    const org = new TestOrg();
    const rows = [org.record('Thing__c', { Name: 'good' }), org.record('Thing__c', { Need__c: 'too long' })];
    const results = org.dml('insert', rows);
    assert.deepEqual(
        results.map((result) => [result.success, result.errors.length]),
        [
            [false, 0],
            [false, 1]
        ]
    );
    assert.equal(org.count('SELECT COUNT() FROM Thing__c'), 0);
    assert.equal(rows[0].id, null);
});

test('without all or none the good rows are saved', () => {
    const org = new TestOrg();
    const rows = [
        org.record('Thing__c', { Name: 'good' }),
        org.record('Thing__c', { Need__c: 'too long' }),
        org.record('Thing__c', { Name: 'fine' })
    ];
    const results = org.dml('insert', rows, { allOrNone: false });
    assert.deepEqual(
        results.map((result) => result.success),
        [true, false, true]
    );
    assert.deepEqual(org.column('SELECT Name FROM Thing__c', 'name'), ['good', 'fine']);
    assert.ok(rows[0].id && !rows[1].id && rows[2].id);
});

test('a list with one record twice', () => {
    const org = new TestOrg();
    const fresh = org.record('Thing__c');
    assert.throws(() => org.dml('insert', [fresh, fresh]), /Before Insert or Upsert list must not have two identically equal elements/);
    const thing = org.insert('Thing__c');
    const same = org.record('Thing__c', { Id: thing.id });
    assert.throws(
        () => org.dml('update', [thing, same]),
        (error: ApexException) => error.typeName === 'System.ListException' && error.apexMessage === `Duplicate id in list: ${thing.id}`
    );
});

test('an object without DML', () => {
    const org = new TestOrg();
    assert.throws(
        () => org.dml('insert', org.record('Profile', { Name: 'x' })),
        (error: ApexException) =>
            error.typeName === 'System.TypeException' && error.apexMessage === 'DML operation INSERT not allowed on Profile'
    );
});

test('a parent named by an external Id', () => {
    const org = new TestOrg();
    const thing = org.insert('Thing__c', { Key__c: 'abc' });
    const part = org.record('Part__c', { Label__c: 'x' });
    part.putParent('thing__r', org.record('Thing__c', { Key__c: 'ABC' }));
    assert.deepEqual(errorsOf(org.dml('insert', part)), []);
    assert.deepEqual(org.column('SELECT Thing__c FROM Part__c', 'thing__c'), [thing.id]);
    const lost = org.record('Part__c', { Label__c: 'x' });
    lost.putParent('thing__r', org.record('Thing__c', { Key__c: 'Z' }));
    assert.deepEqual(errorsOf(org.dml('insert', lost)), [
        'INVALID_FIELD, Foreign key external ID: z not found for field Key__c in entity Thing__c: []'
    ]);
});

test('upsert by Id and by external Id', () => {
    const org = new TestOrg();
    const kept = org.insert('Thing__c', { Name: 'old', Key__c: 'k1' });
    kept.put('name', 'new');
    const results = org.dml('upsert', [kept, org.record('Thing__c', { Name: 'added' })]);
    assert.deepEqual(
        results.map((result) => [result.success, result.created]),
        [
            [true, false],
            [true, true]
        ]
    );
    const byKey = [org.record('Thing__c', { Name: 'found', Key__c: 'K1' }), org.record('Thing__c', { Name: 'made', Key__c: 'k2' })];
    const again = org.dml('upsert', byKey, { externalIdField: 'key__c' });
    assert.deepEqual(
        again.map((result) => [result.success, result.created]),
        [
            [true, false],
            [true, true]
        ]
    );
    assert.equal(byKey[0].id, kept.id);
    assert.deepEqual(org.column('SELECT Name FROM Thing__c', 'name'), ['found', 'added', 'made']);
    const none = org.dml('upsert', org.record('Thing__c', { Name: 'x' }), { externalIdField: 'key__c' });
    assert.deepEqual(errorsOf(none), ['MISSING_ARGUMENT, Key__c not specified: [Key__c]']);
});

test('delete takes the details along, empties lookups, respects those that restrict; undelete brings it back', () => {
    const org = new TestOrg();
    const account = org.insert('Account', { Name: 'Acme' });
    const thing = org.insert('Thing__c', { Name: 't', Account__c: account.id });
    const part = org.insert('Part__c', { Thing__c: thing.id, Label__c: 'x' });
    const early = org.insert('Part__c', { Thing__c: thing.id, Label__c: 'deleted before' });
    org.dml('delete', early);
    org.dml('delete', account);
    assert.deepEqual(org.column('SELECT Account__c FROM Thing__c', 'account__c'), [null]);
    org.dml('undelete', account);
    assert.deepEqual(org.column('SELECT Account__c FROM Thing__c', 'account__c'), [account.id]);

    org.dml('delete', thing);
    assert.equal(org.count('SELECT COUNT() FROM Part__c'), 0);
    assert.deepEqual(org.column('SELECT Id FROM Part__c WHERE IsDeleted = true ALL ROWS', 'id').sort(), [part.id, early.id].sort());
    org.dml('undelete', thing);
    assert.deepEqual(org.column('SELECT Id FROM Part__c', 'id'), [part.id]);

    const campaign = org.insert('Campaign', { Name: 'Spring' });
    thing.put('campaign__c', campaign.id);
    org.dml('update', thing);
    assert.match(
        errorsOf(org.dml('delete', campaign))[0],
        /^DELETE_FAILED, Your attempt to delete Spring could not be completed because it is associated with the following things\.: t/
    );
});

test('emptying the recycle bin is for good', () => {
    const org = new TestOrg();
    const thing = org.insert('Thing__c');
    org.insert('Part__c', { Thing__c: thing.id, Label__c: 'x' });
    org.dml('delete', thing);
    assert.deepEqual(errorsOf(org.data.emptyRecycleBin(org.transaction, [thing])), []);
    assert.deepEqual(org.query('SELECT Id FROM Part__c ALL ROWS'), []);
    assert.match(errorsOf(org.dml('undelete', thing))[0], /^UNDELETE_FAILED/);
});

test('merge moves the children, deletes the duplicates and saves the master', () => {
    const org = new TestOrg();
    const [master, one, two] = org.insertAll('Account', [{ Name: 'master' }, { Name: 'one' }, { Name: 'two' }]);
    org.insert('Contact', { LastName: 'a', AccountId: one.id });
    org.insert('Thing__c', { Account__c: two.id });
    master.put('industry', 'Energy');
    assert.deepEqual(errorsOf(org.dml('merge', [master, one, two])), []);
    assert.deepEqual(org.column('SELECT Name FROM Account', 'name'), ['master']);
    assert.deepEqual(org.column('SELECT Industry FROM Account', 'industry'), ['Energy']);
    assert.deepEqual(org.column('SELECT AccountId FROM Contact', 'accountid'), [master.id]);
    assert.deepEqual(org.column('SELECT Account__c FROM Thing__c', 'account__c'), [master.id]);
    assert.deepEqual(org.column('SELECT MasterRecordId FROM Account WHERE IsDeleted = true ALL ROWS', 'masterrecordid'), [
        master.id,
        master.id
    ]);
    assert.throws(() => org.dml('merge', [org.insert('Thing__c'), org.insert('Thing__c')]), /MERGE not allowed on Thing__c/);
});

test('savepoints nest; limits are not given back', () => {
    const org = new TestOrg();
    org.insert('Thing__c', { Name: 'kept' });
    const first = org.data.setSavepoint(org.transaction);
    org.insert('Thing__c', { Name: 'a' });
    const second = org.data.setSavepoint(org.transaction);
    org.insert('Thing__c', { Name: 'b' });
    org.data.rollback(org.transaction, second);
    assert.deepEqual(org.column('SELECT Name FROM Thing__c', 'name'), ['kept', 'a']);
    org.insert('Thing__c', { Name: 'c' });
    org.data.rollback(org.transaction, first);
    assert.deepEqual(org.column('SELECT Name FROM Thing__c', 'name'), ['kept']);
    assert.throws(() => org.data.rollback(org.transaction, second), /Invalid savepoint/);
    org.insert('Thing__c', { Name: 'd' });
    org.data.rollback(org.transaction, first);
    org.data.releaseSavepoint(org.transaction, first);
    assert.throws(() => org.data.rollback(org.transaction, first), /Invalid savepoint/);
    assert.equal(org.count('SELECT COUNT() FROM Thing__c'), 1);
});

test('an aborted transaction leaves nothing, one inside another neither', () => {
    const org = new TestOrg();
    const outer = org.transaction;
    org.insert('Thing__c', { Name: 'outer' });
    const inner = org.begin();
    org.insert('Thing__c', { Name: 'inner' });
    org.data.abort(inner);
    org.transaction = outer;
    assert.deepEqual(org.column('SELECT Name FROM Thing__c', 'name'), ['outer']);
    org.data.abort(outer);
    org.begin();
    assert.equal(org.count('SELECT COUNT() FROM Thing__c'), 0);
});

const MIXED =
    'MIXED_DML_OPERATION, DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ';

test('setup and other objects do not mix', () => {
    const org = new TestOrg();
    org.insert('Account', { Name: 'x' });
    const set = org.record('PermissionSetAssignment', {
        AssigneeId: org.userId,
        PermissionSetId: org.store.insert('PermissionSet', { Name: 'P', Label: 'P' })
    });
    assert.deepEqual(errorsOf(org.dml('insert', set)), [`${MIXED}PermissionSetAssignment, original object: Account: []`]);
    org.transaction.mixedDml = { side: 'none', firstObject: null };
    assert.deepEqual(errorsOf(org.dml('insert', set)), []);
    assert.deepEqual(errorsOf(org.dml('insert', org.record('Account', { Name: 'y' }))), [
        `${MIXED}Account, original object: PermissionSetAssignment: []`
    ]);
});

test('a user may stand beside other objects as long as nothing of setup changes', () => {
    const org = new TestOrg();
    org.insert('Account', { Name: 'x' });
    const update = (values: Record<string, unknown>): string[] =>
        errorsOf(org.dml('update', org.record('User', { Id: org.userId, ...values })));
    assert.deepEqual(update({ Title: 'Dr' }), []);
    assert.deepEqual(update({ IsActive: true, Username: 'rita@example.test' }), []);
    assert.deepEqual(update({ IsActive: false }), [`${MIXED}User, original object: Account: []`]);
    assert.equal(org.transaction.mixedDml.side, 'data');
});

test('a user whose status changes is setup', () => {
    const org = new TestOrg();
    assert.deepEqual(errorsOf(org.dml('update', org.record('User', { Id: org.userId, IsActive: false }))), []);
    assert.deepEqual(errorsOf(org.dml('insert', org.record('Account', { Name: 'x' }))), [`${MIXED}Account, original object: User: []`]);
});

test('ten thousand rows in one statement', () => {
    const org = new TestOrg();
    const rows = Array.from({ length: 10_000 }, (_, index) => org.record('Account', { Name: `A${index}` }));
    assert.equal(org.dml('insert', rows).filter((result) => result.success).length, 10_000);
    const other = org.store.insert('User', { LastName: 'Other', Username: 'o@example.test' });
    rows.forEach((row) => row.put('ownerid', other));
    const started = performance.now();
    org.dml('update', rows);
    const took = performance.now() - started;
    assert.equal(org.count('SELECT COUNT() FROM Account WHERE OwnerId = :x', [other]), 10_000);
    assert.ok(took < 5000, `took ${took} ms`);
    if (process.env.TIMES) {
        console.log(`10,000 updates: ${Math.round(took)} ms`);
    }
});

test('dates and date-times keep their type', () => {
    const org = new TestOrg();
    const thing = org.insert('Thing__c', { Day__c: ApexDate.of(2026, 2, 28) });
    thing.put('day__c', null);
    org.dml('update', thing);
    assert.deepEqual(org.column('SELECT Day__c FROM Thing__c', 'day__c'), [null]);
});
