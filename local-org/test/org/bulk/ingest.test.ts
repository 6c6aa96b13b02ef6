/** Bulk API 2.0 ingest: what a file of rows becomes, and everything that may be wrong with one. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { RequestRefused } from '../../../src/localOrg.ts';
import { BulkOrg } from './bulkOrg.ts';
import type { JobInfo } from './bulkOrg.ts';

let bulk: BulkOrg;

before(() => (bulk = new BulkOrg()));
after(() => bulk.stop());

const INSERT = { object: 'Thing__c', operation: 'insert' };

const refused = (code: string, message: RegExp) => (error: unknown) => {
    assert.ok(error instanceof RequestRefused, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, message);
    return true;
};

test('rows are inserted, updated, upserted and deleted; each tells what became of it', () => {
    const inserted = bulk.load(INSERT, 'Name,Key__c,Size__c\nOne,k1,1.5\nTwo,k2,\nThree,k3,"3"\n');
    assert.deepEqual([inserted.info.state, inserted.info.numberRecordsProcessed, inserted.info.numberRecordsFailed], ['JobComplete', 3, 0]);
    assert.deepEqual(
        inserted.saved.map(({ sf__Created, Name, Size__c }) => [sf__Created, Name, Size__c]),
        [
            ['true', 'One', '1.5'],
            ['true', 'Two', ''],
            ['true', 'Three', '3']
        ]
    );
    const [one, two, three] = inserted.saved.map(({ sf__Id }) => sf__Id);
    // An empty cell says nothing, #N/A says null.
    const updated = bulk.load(
        { ...INSERT, operation: 'update' },
        `Id,Size__c,Key__c\n${one},#N/A,\n${two},7,\n001000000000001,1,\nnonsense,1,\n`
    );
    assert.deepEqual(
        bulk.rows('SELECT Key__c, Size__c FROM Thing__c ORDER BY Key__c').map(({ Key__c, Size__c }) => [Key__c, Size__c]),
        [
            ['k1', null],
            ['k2', 7],
            ['k3', 3]
        ]
    );
    assert.deepEqual(
        updated.saved.map(({ sf__Created }) => sf__Created),
        ['false', 'false']
    );
    assert.deepEqual(
        updated.failed.map(({ sf__Error }) => sf__Error),
        ['INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--', 'MALFORMED_ID:bad id nonsense:Id --']
    );
    const upserted = bulk.load(
        { ...INSERT, operation: 'upsert', externalIdFieldName: 'Key__c' },
        'Key__c,Name\nk3,Third\nk4,Four\nk4,Again\n,None\n'
    );
    assert.deepEqual(
        upserted.saved.map(({ sf__Id, sf__Created, Key__c }) => [sf__Id === three, sf__Created, Key__c]),
        [
            [true, 'false', 'k3'],
            [false, 'true', 'k4']
        ]
    );
    assert.deepEqual(
        upserted.failed.map(({ sf__Error }) => sf__Error.split(':')[0]),
        ['DUPLICATE_VALUE', 'MISSING_ARGUMENT']
    );
    const deleted = bulk.load({ ...INSERT, operation: 'delete' }, `Id\n${one}\n${one}\n${two}\n`);
    assert.deepEqual([deleted.saved.length, deleted.failed[0].sf__Error.split(':')[0]], [2, 'DUPLICATE_VALUE']);
    bulk.load({ ...INSERT, operation: 'hardDelete' }, `Id\n${three}\n`);
    const kept = bulk.org
        .query(bulk.admin, 'SELECT Id FROM Thing__c WHERE IsDeleted = true', { allRows: true })
        .records.map(({ Id }) => Id);
    assert.deepEqual([kept.includes(one), kept.includes(three)], [true, false]);
});

test('values come in the forms of their types, and a row with a wrong one fails alone', () => {
    const rows = [
        'a,2027-02-03,2027-02-03T04:05:06.000Z,TRUE,1e3',
        'b,2027-02-03Z,2027-02-03T04:05:06+0100,0,-2.5',
        'c,2027-02-30,,,',
        'd,,yesterday,,',
        'e,,,maybe,',
        'f,,,,12x'
    ];
    const { saved, failed } = bulk.load(INSERT, `Name,Day__c,Moment__c,Done__c,Size__c\n${rows.join('\n')}`);
    assert.deepEqual(
        bulk
            .rows(
                `SELECT Name, Day__c, Moment__c, Done__c, Size__c FROM Thing__c WHERE Id IN ('${saved.map(({ sf__Id }) => sf__Id).join("','")}')`
            )
            .map(({ Name, Day__c, Moment__c, Done__c, Size__c }) => [Name, Day__c, Moment__c, Done__c, Size__c]),
        [
            ['a', '2027-02-03', '2027-02-03T04:05:06.000+0000', true, 1000],
            ['b', '2027-02-03', '2027-02-03T03:05:06.000+0000', false, -2.5]
        ]
    );
    assert.deepEqual(
        failed.map(({ Name, sf__Error }) => [Name, sf__Error]),
        [
            ['c', 'INVALID_TYPE_ON_FIELD_IN_RECORD:Day: value not of required type: 2027-02-30:Day__c --'],
            ['d', 'INVALID_TYPE_ON_FIELD_IN_RECORD:Moment: value not of required type: yesterday:Moment__c --'],
            ['e', 'INVALID_TYPE_ON_FIELD_IN_RECORD:Done: value not of required type: maybe:Done__c --'],
            ['f', 'INVALID_TYPE_ON_FIELD_IN_RECORD:Size: value not of required type: 12x:Size__c --']
        ]
    );
});

test('quotes, delimiters and line ends are as the job says', () => {
    const options = { delimiter: ';', record_delimiter: '\r\n' };
    const { info, saved } = bulk.load(
        { ...INSERT, columnDelimiter: 'SEMICOLON', lineEnding: 'CRLF' },
        'Name;Text__c\r\n"a;b";"says ""no"",\nthen yes"\r\n c ;d\r\n',
        options
    );
    assert.deepEqual([info.state, info.errorMessage], ['JobComplete', undefined]);
    assert.deepEqual(
        saved.map(({ Name, Text__c }) => [Name, Text__c]),
        [
            ['a;b', 'says "no",\nthen yes'],
            [' c ', 'd']
        ]
    );
    const wrong = bulk.load(INSERT, 'Name\r\nx\r\n');
    assert.deepEqual(
        [wrong.info.state, wrong.info.errorMessage, wrong.left.length],
        ['Failed', 'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF', 1]
    );
    const unquoted = bulk.load(INSERT, 'Name,Key__c\nfine,q1\n"John", "Smith"\n');
    assert.deepEqual([unquoted.saved.length, unquoted.failed.length], [1, 1]);
    assert.match(unquoted.failed[0].sf__Error, /Found unescaped quote/);
    const short = bulk.load(INSERT, 'Name,Key__c\nalone\n');
    assert.match(short.failed[0].sf__Error, /^INVALID_FIELD:Number of values does not match the header: 1 instead of 2/);
});

test('a header that names no field of the object fails the job; nothing is processed', () => {
    const cases: [Record<string, unknown>, string, string][] = [
        [INSERT, 'Name,Nope__c', 'InvalidBatch : Field name not found : Nope__c'],
        // Without field access a field is not there, as in a real org.
        [INSERT, 'Name,Secret__c', 'InvalidBatch : Field name not found : Secret__c'],
        [INSERT, '\ufeffName', 'InvalidBatch : Field name not found : \ufeffName'],
        [INSERT, 'Name,Nobody.Name', 'InvalidBatch : Unable to find relationship: Nobody'],
        [INSERT, 'Name,Account:Maker__r.Id', 'InvalidBatch : type is not needed for non polymorphic foreign key references: Maker__r'],
        [INSERT, 'Name,Maker__r.Industry', 'InvalidBatch : Field name not found : Maker__r.Industry'],
        [{ ...INSERT, operation: 'update' }, 'Name', 'InvalidBatch : Field name not found : Id'],
        [{ ...INSERT, operation: 'upsert', externalIdFieldName: 'Key__c' }, 'Name', 'InvalidBatch : Field name not found : Key__c']
    ];
    for (const [body, header, message] of cases) {
        const { info, left } = bulk.load(
            body,
            `${header}\n${header
                .split(',')
                .map(() => 'x')
                .join(',')}\n`
        );
        assert.deepEqual([info.state, info.errorMessage, info.numberRecordsProcessed, left.length], ['Failed', message, 0, 1]);
    }
});

test('a parent is named by a key of its own', () => {
    const { saved, failed } = bulk.load(INSERT, 'Name,User:Owner.Username\nOwned,admin@localorg.test\nLost,nobody@localorg.test\n');
    assert.equal(saved.length, 1);
    assert.equal(
        failed[0].sf__Error,
        'INVALID_FIELD:Foreign key external ID: nobody@localorg.test not found for field Username in entity User:--'
    );
});

test('triggers get 200 rows at a time, each chunk a transaction of its own', () => {
    const names = Array.from({ length: 450 }, (_, index) => `Row ${index},${index === 250 ? 'limit' : index === 3 ? 'refuse' : ''}`);
    const id = bulk.upload(INSERT, `Name,Text__c\n${names.join('\n')}\n`);
    assert.equal(bulk.org.nextJob(), 'bulkIngest');
    bulk.org.runNextJob();
    assert.deepEqual([bulk.info(id).state, bulk.info(id).numberRecordsProcessed], ['InProgress', 200]);
    assert.throws(() => bulk.org.bulk.ingestResults(bulk.admin, id, 'successfulResults'), refused('INVALIDJOBSTATE', /InProgress/));
    bulk.runAll();
    const { state, numberRecordsProcessed, numberRecordsFailed } = bulk.info(id);
    assert.deepEqual([state, numberRecordsProcessed, numberRecordsFailed], ['JobComplete', 450, 201]);
    const errors = bulk.results(id, 'failedResults').map(({ sf__Error }) => sf__Error);
    assert.equal(errors[0], 'FIELD_CUSTOM_VALIDATION_EXCEPTION:Not this one:--');
    assert.match(errors[1], /^CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:.*System\.LimitException: Too many SOQL queries: 201:--$/);
    // The first chunk was tried again without the row that failed; of the second one nothing is left.
    const chunks = bulk.rows("SELECT Name FROM Account WHERE Name LIKE 'Chunk of%'").map(({ Name }) => Name);
    assert.deepEqual(
        chunks.filter((name) => name === 'Chunk of 200' || name === 'Chunk of 199' || name === 'Chunk of 50'),
        ['Chunk of 199', 'Chunk of 50']
    );
});

test('REST tells of a limit that a trigger passes as of any other refusal', () => {
    const [result] = bulk.org.save(bulk.admin, 'insert', 'Thing__c', [{ Name: 'Limit', Text__c: 'limit' }], { allOrNone: true });
    assert.deepEqual(
        [result.success, result.errors[0].statusCode, result.errors[0].message],
        [false, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'System.LimitException: Too many SOQL queries: 101']
    );
});

test('an aborted job keeps what was done and gives the rest back', () => {
    const id = bulk.upload(INSERT, `Name\n${Array.from({ length: 300 }, (_, index) => `Abort ${index}`).join('\n')}\n`);
    bulk.org.runNextJob();
    bulk.org.bulk.setState(bulk.admin, 'V2Ingest', id, 'Aborted');
    assert.equal(bulk.org.runNextJob(), false);
    assert.deepEqual([bulk.info(id).state, bulk.rows("SELECT Id FROM Thing__c WHERE Name LIKE 'Abort%'").length], ['Aborted', 200]);
    assert.deepEqual([bulk.results(id, 'successfulResults').length, bulk.results(id, 'unprocessedrecords').length], [200, 100]);
    const again = (): unknown => bulk.org.bulk.setState(bulk.admin, 'V2Ingest', id, 'Aborted');
    assert.throws(again, refused('INVALIDJOBSTATE', /Aborting already Aborted Job not allowed/));
    bulk.org.bulk.remove(bulk.admin, 'V2Ingest', id);
    assert.throws(() => bulk.info(id), refused('NOT_FOUND', /./));
});

test('a restart loses no job: it goes on where it was, and no row is saved twice', () => {
    const kept = new BulkOrg({ kept: true });
    try {
        const id = kept.upload(INSERT, `Name\n${Array.from({ length: 450 }, (_, index) => `Kept ${index}`).join('\n')}\n`);
        kept.org.runNextJob();
        kept.restart();
        assert.equal(kept.info(id).numberRecordsProcessed, 200);
        kept.runAll();
        assert.deepEqual([kept.info(id).state, kept.rows('SELECT Id FROM Thing__c').length], ['JobComplete', 450]);
        assert.equal(new Set(kept.results(id, 'successfulResults').map(({ sf__Id }) => sf__Id)).size, 450);
    } finally {
        kept.stop();
    }
});

test('a job that nobody could run is refused when it is created', () => {
    const create = (body: Record<string, unknown>) => () => bulk.org.bulk.createIngest(bulk.admin, '67.0', body);
    const cases: [Record<string, unknown>, string, RegExp][] = [
        [{ object: 'Nope__c', operation: 'insert' }, 'INVALIDENTITY', /Unable to find object: Nope__c/],
        [{ object: 'Thing__c', operation: 'merge' }, 'INVALIDJOB', /operation/],
        [{ operation: 'insert' }, 'INVALIDJOB', /object/],
        [{ ...INSERT, contentType: 'JSON' }, 'INVALIDJOB', /contentType/],
        [{ ...INSERT, columnDelimiter: ',' }, 'INVALIDJOB', /columnDelimiter/],
        [{ ...INSERT, lineEnding: 'CR' }, 'INVALIDJOB', /lineEnding/],
        [{ ...INSERT, operation: 'upsert' }, 'INVALIDJOB', /External ID was blank for Thing__c/],
        [{ ...INSERT, operation: 'upsert', externalIdFieldName: 'Size__c' }, 'INVALIDJOB', /does not match an External ID/],
        [{ ...INSERT, nonsense: 1 }, 'JSON_PARSER_ERROR', /nonsense/]
    ];
    for (const [body, code, message] of cases) {
        assert.throws(create(body), refused(code, message));
    }
});

test('ended jobs are kept for seven days', () => {
    const id = bulk.upload(INSERT, 'Name\nOld\n');
    bulk.runAll();
    bulk.org.assembly.store.change('_bulk_jobs', `UPDATE _bulk_jobs SET systemModstamp = '2020-01-01T00:00:00.000Z' WHERE id = ?`, id);
    assert.equal(bulk.info(id).state, 'JobComplete');
    bulk.upload(INSERT, 'Name\nNew\n');
    assert.throws(() => bulk.info(id), refused('NOT_FOUND', /./));
    bulk.runAll();
});

test('data comes once, into an open job, from whoever made it', () => {
    const { id } = bulk.org.bulk.createIngest(bulk.admin, '67.0', INSERT) as JobInfo;
    bulk.org.bulk.upload(bulk.admin, id, Buffer.from('Name\nx\n'));
    assert.throws(
        () => bulk.org.bulk.upload(bulk.admin, id, Buffer.from('Name\ny\n')),
        refused('CLIENTINPUTERROR', /Found multiple contents/)
    );
    const other = bulk.rows("SELECT Id FROM User WHERE Name = 'Integration User'")[0]?.Id ?? '005000000000001';
    assert.throws(() => bulk.org.bulk.upload(String(other), id, Buffer.from('Name\n')), refused('INVALIDUSER', /another user/));
    assert.throws(() => bulk.org.bulk.remove(bulk.admin, 'V2Ingest', id), refused('API_ERROR', /not terminated/));
    bulk.org.bulk.setState(bulk.admin, 'V2Ingest', id, 'UploadComplete');
    const close = (): unknown => bulk.org.bulk.setState(bulk.admin, 'V2Ingest', id, 'UploadComplete');
    assert.throws(close, refused('INVALIDJOBSTATE', /Closing already closed Job not allowed/));
    assert.throws(() => bulk.org.bulk.upload(bulk.admin, id, Buffer.from('')), refused('INVALIDJOBSTATE', /./));
    bulk.runAll();
});

test('deleting for good takes a permission of its own, which no profile brings', () => {
    const [{ Id }] = bulk.rows("SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Things'");
    bulk.org.save(bulk.admin, 'delete', 'PermissionSetAssignment', [{ Id }], { allOrNone: true });
    const create = (): unknown => bulk.org.bulk.createIngest(bulk.admin, '67.0', { object: 'Account', operation: 'hardDelete' });
    assert.throws(create, refused('FEATURENOTENABLED', /special user profile permission/));
});
