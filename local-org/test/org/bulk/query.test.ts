/** Bulk API 2.0 query: rows as CSV, page by page, and the SOQL that it does not take. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { RequestRefused } from '../../../src/localOrg.ts';
import { BulkOrg } from './bulkOrg.ts';
import type { JobInfo } from './bulkOrg.ts';

let bulk: BulkOrg;

before(() => {
    bulk = new BulkOrg();
    bulk.load({ object: 'Account', operation: 'insert' }, 'Name\nMaker\n');
    const [{ Id }] = bulk.rows("SELECT Id FROM Account WHERE Name = 'Maker'");
    const rows = [
        `First,1.5,2027-02-03,2027-02-03T04:05:06Z,true,"a ""b"", c",${String(Id)}`,
        'Second,,,,,,',
        'Third,12345678.9,,,,,',
        'Fourth,0,,,,,',
        'Fifth,-3,,,,,'
    ];
    bulk.load({ object: 'Thing__c', operation: 'insert' }, `Name,Size__c,Day__c,Moment__c,Done__c,Text__c,Maker__c\n${rows.join('\n')}\n`);
});
after(() => bulk.stop());

function start(query: string, more: Record<string, unknown> = {}): string {
    return (bulk.org.bulk.createQuery(bulk.admin, '67.0', { operation: 'query', query, ...more }) as JobInfo).id;
}

function page(id: string, maxRecords?: number, locator?: string): ReturnType<typeof bulk.org.bulk.queryResults> {
    return bulk.org.bulk.queryResults(bulk.admin, id, { maxRecords: maxRecords?.toString(), locator });
}

function refusedWith(code: string, message: RegExp): (error: unknown) => boolean {
    return (error) => {
        assert.ok(error instanceof RequestRefused, String(error));
        assert.equal(error.code, code);
        assert.match(error.message, message);
        return true;
    };
}

test('every type has its form; null is empty; parents have columns of their own', () => {
    const id = start(
        'SELECT Name, size__c, Day__c, Moment__c, Done__c, Text__c, Maker__r.Name FROM Thing__c ORDER BY CreatedDate, Id LIMIT 3'
    );
    bulk.runAll();
    assert.equal(
        page(id).csv,
        `"Name","Size__c","Day__c","Moment__c","Done__c","Text__c","Maker__r.Name"
"First","1.5","2027-02-03","2027-02-03T04:05:06.000Z","true","a ""b"", c","Maker"
"Second","","","","false","",""
"Third","1.23456789E7","","","false","",""
`
    );
});

test('a result comes in pages that each have a header, as large as the client asks', () => {
    const id = start('SELECT Name FROM Thing__c ORDER BY Name', { columnDelimiter: 'PIPE', lineEnding: 'CRLF' });
    assert.throws(() => page(id), refusedWith('INVALIDJOBSTATE', /UploadComplete/));
    bulk.runAll();
    const names: string[] = [];
    let locator: string | undefined;
    let pages = 0;
    do {
        const { csv, rows, locator: next } = page(id, 2, locator);
        const lines = csv.split('\r\n');
        assert.deepEqual([lines[0], lines.length], ['"Name"', rows + 2]);
        names.push(...lines.slice(1, -1));
        locator = next ?? undefined;
        pages++;
    } while (locator !== undefined);
    assert.deepEqual([pages, names], [3, ['"Fifth"', '"First"', '"Fourth"', '"Second"', '"Third"']]);
    assert.throws(() => page(id, 2, 'nonsense'), refusedWith('INVALID_QUERY_LOCATOR', /./));
    assert.throws(() => page(id, -1), refusedWith('INVALIDJOB', /maxRecords/));
});

test('what bulk queries do not take is refused at once', () => {
    const cases: [string, string, RegExp][] = [
        ['SELECT COUNT() FROM Thing__c', 'API_ERROR', /not supported in Bulk Query/],
        ['SELECT COUNT(Id) FROM Thing__c', 'API_ERROR', /not supported in Bulk Query/],
        ['SELECT Name FROM Thing__c GROUP BY Name', 'API_ERROR', /Group By not supported/],
        ['SELECT Name FROM Thing__c OFFSET 2', 'API_ERROR', /Offset not supported/],
        ['SELECT Name, (SELECT Id FROM Contacts) FROM Account', 'API_ERROR', /Aggregate Relationships not supported in Bulk Query/],
        ['SELECT TYPEOF Owner WHEN User THEN Name END FROM Case', 'API_ERROR', /Typeof not supported/],
        ['SELECT BillingAddress FROM Account', 'API_ERROR', /^Selecting compound data not supported in Bulk Query$/],
        ['SELECT Nope FROM Thing__c', 'INVALID_FIELD', /Nope/],
        ['SELECT Id FROM Nope__c', 'INVALIDENTITY', /Nope__c/],
        ['SELECT FROM Thing__c', 'MALFORMED_QUERY', /./],
        ['SELECT Id FROM Thing__c WHERE Name = :x', 'MALFORMED_QUERY', /Bind/],
        ['', 'INVALIDJOB', /query/]
    ];
    for (const [soql, code, message] of cases) {
        assert.throws(() => start(soql), refusedWith(code, message), soql);
    }
});

test('queryAll brings deleted rows, an aborted job no result, a deleted one is gone', () => {
    const [{ Id }] = bulk.rows("SELECT Id FROM Thing__c WHERE Name = 'Fifth'");
    bulk.org.save(bulk.admin, 'delete', 'Thing__c', [{ Id }], { allOrNone: true });
    const plain = start("SELECT IsDeleted FROM Thing__c WHERE Name = 'Fifth'");
    const all = start("SELECT IsDeleted FROM Thing__c WHERE Name = 'Fifth'", { operation: 'queryAll' });
    const aborted = start('SELECT Id FROM Thing__c');
    bulk.org.bulk.setState(bulk.admin, 'V2Query', aborted, 'Aborted');
    bulk.runAll();
    assert.deepEqual([page(plain).rows, page(all).csv], [0, '"IsDeleted"\n"true"\n']);
    assert.throws(() => page(aborted), refusedWith('INVALIDJOBSTATE', /Aborted/));
    bulk.org.bulk.remove(bulk.admin, 'V2Query', all);
    assert.throws(() => page(all), refusedWith('NOT_FOUND', /./));
    assert.ok(bulk.org.bulk.list(bulk.admin, 'V2Query', undefined).records.length >= 2);
});
