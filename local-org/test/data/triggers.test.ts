import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { PendingRow, Save, SaveRule } from '../../src/data/ports.ts';
import { LimitExceeded } from '../../src/runtime/errors.ts';
import { ApexException } from '../../src/runtime/values/ApexException.ts';
import type { SObject } from '../../src/runtime/values/SObject.ts';
import { TestOrg, errorsOf } from './org.ts';

const addError = (record: SObject, message: string): void => {
    record.errors.push({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields: [] });
};

test('triggers run in chunks of 200 and see what is saved', () => {
    const org = new TestOrg();
    const seen: string[] = [];
    for (const operation of [
        'BEFORE_INSERT',
        'AFTER_INSERT',
        'BEFORE_UPDATE',
        'AFTER_UPDATE',
        'BEFORE_DELETE',
        'AFTER_DELETE',
        'AFTER_UNDELETE'
    ]) {
        org.triggers.set(`Thing__c ${operation}`, (context) => {
            seen.push(`${operation} ${context.newRecords?.length ?? '-'} ${context.oldRecords?.length ?? '-'}`);
        });
    }
    const rows = Array.from({ length: 450 }, () => org.record('Thing__c'));
    org.dml('insert', rows);
    assert.deepEqual(
        seen,
        ['200', '200', '50'].flatMap((size) => [`BEFORE_INSERT ${size} -`, `AFTER_INSERT ${size} -`])
    );
    seen.length = 0;
    rows[0].put('name', 'x');
    org.dml('update', rows[0]);
    org.dml('delete', rows[0]);
    org.dml('undelete', rows[0]);
    assert.deepEqual(seen, ['BEFORE_UPDATE 1 1', 'AFTER_UPDATE 1 1', 'BEFORE_DELETE - 1', 'AFTER_DELETE - 1', 'AFTER_UNDELETE 1 -']);
});

test('a before-trigger changes what is saved; the caller’s record learns only its Id', () => {
    const org = new TestOrg();
    org.triggers.set('Contact BEFORE_INSERT', ({ newRecords }) =>
        newRecords!.forEach((record) => record.put('lastname', `${String(record.get('firstname'))}son`))
    );
    org.triggers.set('Contact AFTER_INSERT', ({ newRecords }) => {
        const [record] = newRecords!;
        assert.match(record.id!, /^003/);
        assert.equal(record.get('name'), 'Erik Erikson');
        assert.equal(record.get('createdbyid'), org.userId);
        assert.throws(() => record.put('lastname', 'x'), /Record is read-only/);
    });
    const contact = org.insert('Contact', { FirstName: 'Erik' });
    assert.deepEqual(org.column('SELECT LastName FROM Contact', 'lastname'), ['Erikson']);
    assert.equal(contact.get('lastname'), null);
});

test('an update-trigger sees old and new, all fields of them', () => {
    const org = new TestOrg();
    const thing = org.insert('Thing__c', { Name: 'old', Key__c: 'k' });
    let seen: unknown[] = [];
    org.triggers.set('Thing__c BEFORE_UPDATE', ({ newRecords, oldRecords }) => {
        seen = [oldRecords![0].get('name'), newRecords![0].get('name'), newRecords![0].get('key__c'), newRecords![0].get('amount__c')];
    });
    org.dml('update', org.record('Thing__c', { Id: thing.id, Name: 'new' }));
    assert.deepEqual(seen, ['old', 'new', 'k', null]);
});

test('what a before-trigger writes is validated', () => {
    const org = new TestOrg();
    org.triggers.set('Thing__c BEFORE_INSERT', ({ newRecords }) => newRecords!.forEach((record) => record.put('need__c', 'far too long')));
    assert.deepEqual(errorsOf(org.dml('insert', org.record('Thing__c'))), [
        'STRING_TOO_LONG, Need: data value too large: far too long (max length=5): [Need__c]'
    ]);
});

test('addError refuses the row; partial success tries the others again', () => {
    const org = new TestOrg();
    const runs: string[] = [];
    org.triggers.set('Thing__c BEFORE_INSERT', ({ newRecords }) => {
        runs.push(`before ${newRecords!.length}`);
    });
    org.triggers.set('Thing__c AFTER_INSERT', ({ newRecords }) => {
        runs.push(`after ${newRecords!.length}`);
        newRecords!.filter((record) => record.get('name') === 'bad').forEach((record) => addError(record, 'No.'));
    });
    const rows = ['a', 'bad', 'c'].map((name) => org.record('Thing__c', { Name: name }));
    const results = org.dml('insert', rows, { allOrNone: false });
    assert.deepEqual(runs, ['before 3', 'after 3', 'before 2', 'after 2']);
    assert.deepEqual(
        results.map((result) => result.success),
        [true, false, true]
    );
    assert.deepEqual(errorsOf(results), ['FIELD_CUSTOM_VALIDATION_EXCEPTION, No.: []']);
    assert.deepEqual(org.column('SELECT Name FROM Thing__c', 'name'), ['a', 'c']);
    assert.equal(rows[1].id, null);
});

test('the third attempt is the last', () => {
    const org = new TestOrg();
    org.triggers.set('Thing__c AFTER_INSERT', ({ newRecords }) => addError(newRecords![0], 'First one out.'));
    const results = org.dml(
        'insert',
        ['a', 'b', 'c', 'd', 'e'].map((name) => org.record('Thing__c', { Name: name })),
        { allOrNone: false }
    );
    assert.deepEqual(
        errorsOf(results).map((text) => text.slice(0, 40)),
        [
            'FIELD_CUSTOM_VALIDATION_EXCEPTION, First',
            'FIELD_CUSTOM_VALIDATION_EXCEPTION, First',
            ...Array.from({ length: 3 }, () => 'TOO_MANY_APEX_REQUESTS, Too many batch r')
        ]
    );
    assert.equal(org.count('SELECT COUNT() FROM Thing__c'), 0);
});

test('an exception in a trigger is the error of its rows; a limit goes through', () => {
    const org = new TestOrg();
    org.triggers.set('Thing__c BEFORE_INSERT', () => {
        throw ApexException.of('System.MathException', 'Divide by 0');
    });
    const [error] = errorsOf(org.dml('insert', org.record('Thing__c')));
    assert.match(
        error,
        /^CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, Thing__c: execution of BeforeInsert\n\ncaused by: System\.MathException: Divide by 0/
    );
    org.triggers.set('Thing__c BEFORE_INSERT', () => {
        throw new LimitExceeded('Too many SOQL queries: 101');
    });
    assert.throws(() => org.dml('insert', org.record('Thing__c')), LimitExceeded);
    assert.equal(org.transaction.triggers.length, 0);
});

test('triggers that start each other end at depth 16', () => {
    const org = new TestOrg();
    let deepest = 0;
    let innermost: string[] = [];
    org.triggers.set('Thing__c AFTER_INSERT', (_context, transaction) => {
        deepest = Math.max(deepest, transaction.triggers.length);
        const errors = errorsOf(org.dml('insert', org.record('Thing__c')));
        innermost = innermost.length > 0 ? innermost : errors;
    });
    org.dml('insert', org.record('Thing__c'));
    assert.equal(deepest, 16);
    assert.match(innermost[0], /^CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, Thing__c: maximum trigger depth exceeded/);
});

test('a savepoint of a trigger means nothing outside of it', () => {
    const org = new TestOrg();
    let inner = 0;
    org.triggers.set('Thing__c AFTER_INSERT', (_context, transaction) => {
        inner = org.data.setSavepoint(transaction);
    });
    org.insert('Thing__c');
    assert.throws(() => org.data.rollback(org.transaction, inner), /Invalid savepoint/);
    org.insert('Thing__c');
    assert.equal(org.count('SELECT COUNT() FROM Thing__c'), 2);
});

test('details that die with their master start no triggers', () => {
    const org = new TestOrg();
    let runs = 0;
    org.triggers.set('Part__c BEFORE_DELETE', () => runs++);
    const thing = org.insert('Thing__c');
    org.insert('Part__c', { Thing__c: thing.id, Label__c: 'x' });
    org.dml('delete', thing);
    assert.equal(runs, 0);
});

test('rules fill in, refuse, and act afterwards, in that order around the triggers', () => {
    const order: string[] = [];
    const rule: SaveRule = {
        objects: new Set(['thing__c']),
        prepare: (_save, rows) => {
            order.push('prepare');
            rows.forEach((row) => row.after && (row.after.Key__c = `k-${String(row.after.Name)}`));
        },
        check: (save: Save, rows: readonly PendingRow[]) => {
            order.push(`check ${save.verb}`);
            rows.filter((row) => row.after?.Name === 'refused').forEach((row) =>
                row.fail({ statusCode: 'ENTITY_IS_LOCKED', message: 'locked', fields: [] })
            );
        },
        saved: (save, rows) => {
            order.push(`saved ${rows.length}${save.indirect ? ' indirect' : ''}`);
        }
    };
    const org = new TestOrg({ rules: [rule] });
    org.triggers.set('Thing__c BEFORE_INSERT', ({ newRecords }) => {
        order.push(`before ${String(newRecords![0].get('key__c'))}`);
    });
    org.triggers.set('Thing__c AFTER_INSERT', () => {
        order.push('after');
    });
    org.insert('Thing__c', { Name: 'a' });
    assert.deepEqual(order, ['prepare', 'before k-a', 'check insert', 'saved 1', 'after']);
    assert.deepEqual(errorsOf(org.dml('insert', org.record('Thing__c', { Name: 'refused' }))), ['ENTITY_IS_LOCKED, locked: []']);
    assert.deepEqual(org.column('SELECT Key__c FROM Thing__c', 'key__c'), ['k-a']);
});
