import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf } from './checkText.ts';

test('audit fields are written by nobody, in a constructor or by assignment', () => {
    assert.deepEqual(problemsOf('a.CreatedDate = System.now();'), ['1 Field is not writeable: Account.CreatedDate']);
    assert.deepEqual(problemsOf('a = new Account(IsDeleted = true);'), ['5 Field is not writeable: Account.IsDeleted']);
});

test('Ids, other fields, and read-only fields of records that are only made in memory may be set', () => {
    assert.deepEqual(
        problemsOf("a = new Account(Id = '001000000000001AAA', Name = 'x'); Profile p = new Profile(Name = 'x'); p.Name = 'y';"),
        []
    );
});
