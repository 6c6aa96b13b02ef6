/** What goes to the org, and what is asked of it before. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { listings, manifest, manifests, retrievedTypes, ROW_KEYS, toFindings } from '../../../metadata-scan/index.ts';
import type { Files } from './folder.ts';
import { metadata, scan } from './folder.ts';
import { ANN, JOANN, MAX } from './people.ts';
import { PROJECT } from './project.ts';

describe('findings', () => {
    it('hold every row of everybody who has an offboarding, in the shape of the REST resource', async () => {
        const result = await scan(PROJECT, [ANN, MAX], { now: () => new Date('2026-11-21T10:00:00Z') });
        const body = toFindings(result, (id) => (id === ANN.id ? 'a005g00000000001AA' : undefined));
        assert.equal(body.source, 'metadata');
        assert.equal(body.scannedAt, '2026-11-21T10:00:00.000Z');
        assert.deepEqual(
            body.people.map(({ offboardingId }) => offboardingId),
            ['a005g00000000001AA']
        );
        const [{ findings }] = body.people;
        assert.deepEqual(
            findings.map(({ key }) => key),
            [...ROW_KEYS]
        );
        const file = 'force-app/main/default/workflows/Case.workflow-meta.xml';
        const line = (PROJECT[file] as string).split('\n').findLastIndex((each) => each.includes('<assignedTo>')) + 1;
        assert.deepEqual(
            findings.find(({ key }) => key === 'B9'),
            {
                key: 'B9',
                count: 1,
                items: [
                    {
                        id: `${file}:${line}`,
                        label: 'Workflow > tasks[Call_back] > assignedTo – assignee of the task'
                    }
                ]
            }
        );
    });

    it('say of a row that nothing answered that it is not verified', async () => {
        const body = toFindings(await scan(PROJECT, [ANN]), () => 'a005g00000000001AA');
        const finding = body.people[0].findings.find(({ key }) => key === 'A12')!;
        assert.equal(finding.count, 0);
        assert.match(finding.unverified!, /Delegated Administration/);
        const empty = toFindings(await scan({}, [ANN]), () => 'a005g00000000001AA').people[0].findings;
        assert.ok(empty.every(({ unverified }) => unverified));
    });

    it('take "no file" for "none" when the type was retrieved', async () => {
        const files: Files = { 'classes/A.cls': 'class A {}' };
        const open = async (retrieved?: string[]): Promise<string[]> =>
            (await scan(files, [ANN], { retrieved })).people[0].rows.filter((row) => !row.verified).map((row) => row.key);
        assert.deepEqual(
            await open(),
            ROW_KEYS.filter((key) => key !== 'L14')
        );
        assert.deepEqual(await open(retrievedTypes()), ['A12']);
    });

    it('cut items and labels, never the count', async () => {
        const label = metadata(
            'CustomLabels',
            Array.from(
                { length: 40 },
                (_each, index) => `<labels><fullName>${'é'.repeat(70)}${index}</fullName><value>ann@x.com</value></labels>`
            ).join('\n')
        );
        const deep = metadata(
            'Flow',
            '<a><name>😀'.concat('<b><name>', 'x'.repeat(79), '</name>').repeat(1) +
                `</name></a>`.replace('</name></a>', '<c>ann@x.com</c></b></name></a>')
        );
        const [{ findings }] = toFindings(
            await scan({ 'labels/A.labels': label, 'flows/F.flow': deep }, [ANN]),
            () => 'a005g00000000001AA',
            10
        ).people;
        const finding = findings.find(({ key }) => key === 'L14')!;
        assert.equal(finding.count, 41);
        assert.equal(finding.items.length, 10);
        assert.ok(finding.items.every((item) => item.label.length <= 255 && item.id.length <= 255));
    });

    it('leave out what is only told', async () => {
        const body = toFindings(await scan({ 'classes/A.cls': '// ann@x.com' }, [ANN, JOANN]), () => 'a005g00000000001AA');
        assert.deepEqual(
            body.people.map(({ findings }) => findings.find(({ key }) => key === 'L14')),
            [
                { key: 'L14', count: 0, items: [] },
                { key: 'L14', count: 0, items: [] }
            ]
        );
    });
});

describe('manifest', () => {
    interface Package {
        Package: { types: { members: string | string[]; name: string }[]; version: string };
    }
    const read = (xml: string): Package['Package'] =>
        (new XMLParser({ parseTagValue: false, isArray: (name) => name === 'types' }).parse(xml) as Package).Package;
    const registry = JSON.parse(
        readFileSync('node_modules/@salesforce/source-deploy-retrieve/lib/src/registry/metadataRegistry.json', 'utf8')
    ) as { types: Record<string, { name: string }> };
    const known = new Set(Object.values(registry.types).map(({ name }) => name));

    it('asks for types that exist, each once', () => {
        const { types, version } = read(manifest('67.0'));
        assert.equal(version, '67.0');
        const names = types.map(({ name }) => name);
        assert.equal(new Set(names).size, names.length);
        assert.deepEqual(
            names.filter((name) => !known.has(name)),
            []
        );
        for (const name of [
            'Workflow',
            'ApprovalProcess',
            'AssignmentRules',
            'AutoResponseRules',
            'EscalationRules',
            'Queue',
            'Group',
            'CustomSite',
            'Flow',
            'UserAccessPolicy',
            'TransactionSecurityPolicy',
            'CustomMetadata'
        ]) {
            assert.equal(types.find((type) => type.name === name)?.members, '*', name);
        }
        assert.ok(types.find(({ name }) => name === 'CustomObject')!.members.includes('User'));
    });

    it('takes what the listings brought', () => {
        const listed = [
            { type: 'CustomObject', fullName: 'Account' },
            { type: 'ReportFolder', fullName: 'Sales & Co' },
            { type: 'Report', fullName: 'Sales & Co/Numbers' },
            { type: 'EmailFolder', fullName: 'Hello' },
            { type: 'EmailTemplate', fullName: 'Hello/World' },
            { type: 'Profile', fullName: 'Admin' }
        ];
        const { types } = read(manifest('67.0', listed));
        const members = (name: string): unknown => types.find((type) => type.name === name)?.members;
        assert.deepEqual(
            members('Report'),
            ['Sales & Co', 'Sales & Co/Numbers'].map((name) => name)
        );
        assert.deepEqual(members('EmailTemplate'), ['Hello', 'Hello/World']);
        assert.deepEqual(members('CustomObject'), ['*', 'Account']);
        assert.equal(members('Profile'), undefined);
        assert.equal(members('ReportFolder'), undefined);
        assert.deepEqual(
            listings()
                .map(({ metadataType }) => metadataType)
                .filter((name) => !known.has(name)),
            []
        );
    });

    it('comes in parts when one retrieve cannot hold it', () => {
        const listed = Array.from({ length: 12_000 }, (_each, index) => ({ type: 'Report', fullName: `F/R${index}` }));
        const parts = manifests('67.0', listed);
        assert.ok(parts.length >= 3);
        const all = parts.flatMap((part) =>
            read(part)
                .types.filter(({ name }) => name === 'Report')
                .flatMap(({ members }) => members)
        );
        assert.equal(new Set(all).size, 12_000);
    });
});
