import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSosl, SoqlSyntaxError, SoqlUnsupportedError } from '../../src/language/parseSoql.ts';
import { bare, expression, grouped } from './support.ts';

test('reads SOSL', () => {
    const query = parseSosl(
        "FIND {a b} IN NAME FIELDS RETURNING Account(Id, Owner.Name WHERE Name = 'x' ORDER BY Name DESC LIMIT 5 OFFSET :o), Contact WITH USER_MODE LIMIT 20"
    );
    assert.deepEqual(bare(query.find), { kind: 'string', value: 'a b' });
    assert.equal(query.searchGroup, 'NAME FIELDS');
    const [account, contact] = query.returning;
    assert.deepEqual(
        account?.fields.map(({ path }) => path.join('.')),
        ['Id', 'Owner.Name']
    );
    assert.equal(account?.where?.kind, 'compare');
    assert.equal(account?.orderBy[0]?.descending, true);
    assert.deepEqual(bare(account?.limit), { kind: 'number', text: '5' });
    assert.deepEqual(bare(account?.offset), { kind: 'bind', index: 0 });
    assert.deepEqual([contact?.object, contact?.fields], ['Contact', []]);
    assert.equal(query.with?.mode, 'USER_MODE');
    assert.deepEqual(bare(query.limit), { kind: 'number', text: '20' });
    assert.equal(query.binds.length, 1);
});

test('reads SOSL in Apex', () => {
    const fixed = expression("[FIND 'a*' IN ALL FIELDS RETURNING Account(Id WHERE Id = :b.c)]");
    assert.equal(fixed.kind, 'sosl');
    assert.deepEqual(bare(fixed.query.find), { kind: 'string', value: 'a*' });
    assert.deepEqual(
        fixed.query.binds.map((bind) => grouped(bind.expression)),
        ['b.c']
    );
    const bound = expression("[FIND :term + '*' RETURNING Account, Contact(Id LIMIT 1)][0]");
    assert.ok(bound.kind === 'index' && bound.target.kind === 'sosl');
    assert.deepEqual(bare(bound.target.query.find), { kind: 'bind', index: 0 });
    assert.deepEqual(
        bound.target.query.binds.map((bind) => grouped(bind.expression)),
        ["(term + '*')"]
    );
    const short = expression("[FIND 'a']");
    assert.equal(short.kind, 'sosl');
});

test('refuses what is no SOSL', () => {
    assert.throws(() => parseSosl('FIND a RETURNING Account'), SoqlSyntaxError);
    assert.throws(() => parseSosl("FIND {a} RETURNING Account(WHERE Name = 'x')"), SoqlSyntaxError);
    assert.throws(() => parseSosl('FIND {a} RETURNING Account WITH SNIPPET'), SoqlUnsupportedError);
});
