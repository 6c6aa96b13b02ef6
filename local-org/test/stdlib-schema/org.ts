/** A small project in an org of its own, without jobs and doors, and Apex run in it. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { checkProject } from '../../src/compiler/check.ts';
import { emitUnit } from '../../src/compiler/emit/emitUnit.ts';
import { createLibrary } from '../../src/compiler/libraryPort.ts';
import { DataRoom } from '../../src/data/DataRoom.ts';
import { Store } from '../../src/data/store/Store.ts';
import { parseApex } from '../../src/language/parseApex.ts';
import { deployPlatform, preparePlatform, seedOrganization, seedUsers } from '../../src/platform/index.ts';
import { OrgRuntime } from '../../src/runtime/OrgRuntime.ts';
import type { Ports } from '../../src/runtime/ports.ts';
import { Transaction } from '../../src/runtime/Transaction.ts';
import { textOf } from '../../src/runtime/values/text.ts';
import { buildSchema } from '../../src/schema/buildSchema.ts';
import { loadProject } from '../../src/schema/loadProject.ts';
import type { Feature } from '../../src/schema/model.ts';
import { Security, seedProfiles } from '../../src/security/index.ts';
import { stdlibBodies } from '../../src/stdlib/index.ts';
import { fieldFile, objectFile, objectXml, xml } from '../schema/projectFixture.ts';

const LONG = 'x'.repeat(300);

function metadataRecord(type: string, name: string, values: Record<string, [type: string, text: string]>): Record<string, string> {
    const parts = Object.entries(values).map(
        ([field, [xsd, text]]) => `<values><field>${field}</field><value xsi:type="xsd:${xsd}">${text}</value></values>`
    );
    return {
        [`app/main/default/customMetadata/${type}.${name}.md-meta.xml`]:
            '<?xml version="1.0" encoding="UTF-8"?>\n<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata"' +
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">' +
            `<label>${name}</label>${parts.join('')}</CustomMetadata>\n`
    };
}

const FILES: Record<string, string> = {
    ...objectFile('Run__c', objectXml('Run')),
    ...fieldFile(
        'Run__c',
        'Count__c',
        '<type>Number</type><precision>8</precision><scale>2</scale><defaultValue>7</defaultValue><required>true</required>'
    ),
    ...fieldFile(
        'Run__c',
        'Place__c',
        '<type>Picklist</type><valueSet><controllingField>Sent__c</controllingField><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>' +
            '<value><fullName>Here</fullName><default>false</default><label>Here</label></value><value><fullName>There</fullName><default>false</default><label>There</label></value></valueSetDefinition>' +
            '<valueSettings><controllingFieldValue>checked</controllingFieldValue><valueName>There</valueName></valueSettings></valueSet>'
    ),
    ...fieldFile(
        'Run__c',
        'Code__c',
        '<type>Text</type><length>40</length><unique>true</unique><externalId>true</externalId><inlineHelpText>Its code</inlineHelpText>'
    ),
    ...fieldFile('Run__c', 'Notes__c', '<type>LongTextArea</type><length>5000</length>'),
    ...fieldFile('Run__c', 'Sent__c', '<type>Checkbox</type><defaultValue>true</defaultValue>'),
    ...fieldFile(
        'Run__c',
        'State__c',
        '<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>' +
            '<value><fullName>Draft</fullName><default>true</default><label>As a draft</label></value>' +
            '<value><fullName>Done</fullName><default>false</default><label>Done</label></value>' +
            '<value><fullName>Old</fullName><default>false</default><label>Old</label><isActive>false</isActive></value>' +
            '</valueSetDefinition></valueSet>'
    ),
    ...objectFile('Step__c', objectXml('Step', '<sharingModel>ControlledByParent</sharingModel>')),
    ...fieldFile(
        'Step__c',
        'Run__c',
        '<type>MasterDetail</type><referenceTo>Run__c</referenceTo><relationshipName>Steps</relationshipName>'
    ),
    ...objectFile('Trip__c', objectXml('Trip')),
    'app/main/default/objects/Trip__c/recordTypes/Rail.recordType-meta.xml': xml(
        'RecordType',
        '<fullName>Rail</fullName><active>true</active><label>By rail</label>'
    ),
    'app/main/default/objects/Trip__c/recordTypes/Sea.recordType-meta.xml': xml(
        'RecordType',
        '<fullName>Sea</fullName><active>false</active><label>By sea</label>'
    ),
    ...objectFile('Rule__mdt', xml('CustomObject', '<label>Rule</label><pluralLabel>Rules</pluralLabel><visibility>Public</visibility>')),
    ...fieldFile('Rule__mdt', 'Weight__c', '<type>Number</type><precision>5</precision><scale>0</scale>'),
    ...fieldFile('Rule__mdt', 'Text__c', '<type>LongTextArea</type><length>5000</length>'),
    ...metadataRecord('Rule', 'First', { Weight__c: ['double', '3.0'], Text__c: ['string', LONG] }),
    ...metadataRecord('Rule', 'Second', { Weight__c: ['double', '5.0'] }),
    ...objectFile('Switch__c', objectXml('Switch', '<customSettingsType>Hierarchy</customSettingsType><visibility>Public</visibility>')),
    ...fieldFile('Switch__c', 'Off__c', '<type>Checkbox</type><defaultValue>false</defaultValue>'),
    ...fieldFile('Switch__c', 'Reason__c', '<type>Text</type><length>80</length>'),
    ...fieldFile('Switch__c', 'Size__c', '<type>Number</type><precision>5</precision><scale>0</scale>'),
    ...objectFile('Country__c', objectXml('Country', '<customSettingsType>List</customSettingsType><visibility>Public</visibility>')),
    ...fieldFile('Country__c', 'Code__c', '<type>Text</type><length>2</length>')
};

/** What `T.run()` answers, or the exception that leaves it. */
export type Run = (body: string, userId?: string) => string;

export interface TestOrg {
    run: Run;
    store: Store;
    adminId: string;
    runtime: OrgRuntime;
    /** Queries counted by the last run. */
    queries(): number;
}

/** One org for all tests of a file. */
export function openTestOrg(features: readonly Feature[] = []): TestOrg {
    const directory = mkdtempSync(join(tmpdir(), 'describe-'));
    after(() => rmSync(directory, { recursive: true, force: true }));
    const files = {
        ...FILES,
        'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'app', default: true }], sourceApiVersion: '67.0' })
    };
    for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(directory, path)), { recursive: true });
        writeFileSync(join(directory, path), text);
    }
    const project = loadProject(directory);
    const schema = buildSchema(project, { features });
    assert.deepEqual(schema.problems, []);
    const store = Store.open({ file: ':memory:', schema, now: () => NOW });
    preparePlatform(store);
    const organization = seedOrganization(store);
    seedProfiles(store, organization.adminId);
    seedUsers(store, organization);
    assert.deepEqual(deployPlatform(store, project, organization.adminId).problems, []);
    const security = new Security(store);
    const ports = { data: new DataRoom({ store, policy: security }), security } as unknown as Ports;
    const labels = new Map([['greeting', 'Hello']]);
    const runtime = new OrgRuntime({ schema, library: stdlibBodies(), label: (name) => labels.get(name.toLowerCase()) ?? null });
    let last: Transaction;
    return {
        store,
        runtime,
        adminId: organization.adminId,
        queries: () => last.limits.usedOf('queries'),
        run(body, userId = organization.adminId) {
            runtime.add(compiled(`public class T { public static Object run() { ${body} } }`, schema));
            last = new Transaction({ ports, kind: 'synchronous', userId, isTest: false, now: () => NOW });
            return runtime.runInTransaction(last, () => {
                try {
                    return textOf(runtime.callStatic('T', 'm_run'));
                } catch (error) {
                    const { typeName, message } = runtime.explain(error);
                    return `${typeName}: ${message}`;
                }
            });
        }
    };
}

const NOW = Date.UTC(2026, 0, 5, 9);

function compiled(text: string, schema: ReturnType<typeof buildSchema>): ReturnType<typeof emitUnit> {
    const unit = parseApex('T.cls', text, 'class');
    assert.deepEqual(unit.problems, []);
    const bodies = stdlibBodies();
    const library = createLibrary((key) => bodies.has(key));
    const { symbols, problems } = checkProject({ units: [{ unit, apiVersion: 67 }], schema, library, labels: null });
    assert.deepEqual(
        problems.filter((problem) => problem.kind === 'error'),
        []
    );
    return emitUnit(symbols[0]!);
}
