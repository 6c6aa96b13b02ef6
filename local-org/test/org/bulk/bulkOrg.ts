/** An org with a trigger to load rows into, and the calls that a job takes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { openLocalOrg } from '../../../src/localOrg.ts';
import type { LocalOrg } from '../../../src/localOrg.ts';
import { fieldFile, objectFile, objectXml, writeFiles } from '../../schema/projectFixture.ts';

const FILES = {
    ...objectFile('Thing__c', objectXml('Thing')),
    ...fieldFile('Thing__c', 'Key__c', '<type>Text</type><length>20</length><externalId>true</externalId><unique>true</unique>'),
    ...fieldFile('Thing__c', 'Size__c', '<type>Number</type><precision>10</precision><scale>2</scale>'),
    ...fieldFile('Thing__c', 'Day__c', '<type>Date</type>'),
    ...fieldFile('Thing__c', 'Moment__c', '<type>DateTime</type>'),
    ...fieldFile('Thing__c', 'Done__c', '<type>Checkbox</type><defaultValue>false</defaultValue>'),
    ...fieldFile('Thing__c', 'Text__c', '<type>LongTextArea</type><length>1000</length><visibleLines>3</visibleLines>'),
    ...fieldFile('Thing__c', 'Secret__c', '<type>Text</type><length>20</length>'),
    ...fieldFile(
        'Thing__c',
        'Maker__c',
        '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipLabel>Things</relationshipLabel><relationshipName>Things</relationshipName>'
    ),
    'app/permissionsets/Things.permissionset-meta.xml': `<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"><label>Things</label>
<userPermissions><enabled>true</enabled><name>BulkApiHardDelete</name></userPermissions>
${['Key__c', 'Size__c', 'Day__c', 'Moment__c', 'Done__c', 'Text__c', 'Maker__c']
    .map((name) => `<fieldPermissions><field>Thing__c.${name}</field><editable>true</editable><readable>true</readable></fieldPermissions>`)
    .join('')}
<objectPermissions><object>Thing__c</object><allowCreate>true</allowCreate><allowRead>true</allowRead><allowEdit>true</allowEdit>
<allowDelete>true</allowDelete><viewAllRecords>false</viewAllRecords><modifyAllRecords>false</modifyAllRecords></objectPermissions></PermissionSet>`,
    'app/classes/Chunks.cls': `public class Chunks {
    public static void refuse(List<Thing__c> things) {
        for (Thing__c thing : things) {
            if (thing.Text__c == 'refuse') {
                thing.addError('Not this one');
            }
            if (thing.Text__c == 'limit') {
                for (Integer i = 0; i < 300; i++) {
                    List<Account> found = [SELECT Id FROM Account LIMIT 1];
                }
            }
        }
        insert new Account(Name = 'Chunk of ' + things.size());
    }
}`,
    'app/triggers/ThingTrigger.trigger': `trigger ThingTrigger on Thing__c (before insert) {
    Chunks.refuse(Trigger.new);
}`
};

export interface JobInfo {
    id: string;
    state: string;
    numberRecordsProcessed: number;
    numberRecordsFailed: number;
    errorMessage?: string;
}

export type Results = Record<string, string>[];

export class BulkOrg {
    org: LocalOrg;
    readonly admin: string;
    readonly #folder: string;
    readonly #database: string | undefined;

    /** @param kept in a file, so that it can be opened again */
    constructor({ kept = false } = {}) {
        this.#folder = mkdtempSync(join(tmpdir(), 'bulk-'));
        writeFiles(this.#folder, FILES);
        this.#database = kept ? join(this.#folder, 'org.sqlite') : undefined;
        this.org = this.#open();
        this.admin = this.org.login(null).userId;
        const [{ Id }] = this.org.query(this.admin, "SELECT Id FROM PermissionSet WHERE Name = 'Things'").records;
        this.org.save(this.admin, 'insert', 'PermissionSetAssignment', [{ AssigneeId: this.admin, PermissionSetId: Id }], {
            allOrNone: true
        });
    }

    #open(): LocalOrg {
        return openLocalOrg(this.#folder, { database: this.#database });
    }

    /** As when the process dies and another one begins. */
    restart(): void {
        this.org.close();
        this.org = this.#open();
    }

    stop(): void {
        this.org.close();
        rmSync(this.#folder, { recursive: true, force: true });
    }

    rows(soql: string): Record<string, unknown>[] {
        return this.org.query(this.admin, soql).records;
    }

    /** A closed job that nobody has begun. */
    upload(body: Record<string, unknown>, csv: string, userId = this.admin): string {
        const { id } = this.org.bulk.createIngest(userId, '67.0', body) as JobInfo;
        this.org.bulk.upload(userId, id, Buffer.from(csv));
        this.org.bulk.setState(userId, 'V2Ingest', id, 'UploadComplete');
        return id;
    }

    info(id: string): JobInfo {
        return this.org.bulk.info(this.admin, 'V2Ingest', id) as JobInfo;
    }

    runAll(): void {
        while (this.org.runNextJob());
    }

    results(id: string, which: 'successfulResults' | 'failedResults' | 'unprocessedrecords', options = {}): Results {
        return parse(this.org.bulk.ingestResults(this.admin, id, which), { columns: true, ...options }) as Results;
    }

    load(body: Record<string, unknown>, csv: string, options = {}): { info: JobInfo; saved: Results; failed: Results; left: Results } {
        const id = this.upload(body, csv);
        this.runAll();
        return {
            info: this.info(id),
            saved: this.results(id, 'successfulResults', options),
            failed: this.results(id, 'failedResults', options),
            left: this.results(id, 'unprocessedrecords', options)
        };
    }
}
