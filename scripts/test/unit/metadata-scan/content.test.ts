/** What files may be: entities, CDATA, comments, marks, encodings, broken, binary, huge. */
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { scanFolder, ScanError } from '../../../metadata-scan/index.ts';
import { hitsOf, inFolder, metadata, scan } from './folder.ts';
import { ANN, JOANN, OBRIEN } from './people.ts';

const label = (value: string): string =>
    metadata('CustomLabels', `    <labels>\n        <fullName>L</fullName>\n        <value>${value}</value>\n    </labels>`);

async function matched(value: string, person = ANN): Promise<string[]> {
    const result = await scan({ 'labels/CustomLabels.labels': label(value) }, [person]);
    assert.deepEqual(result.unreadable, []);
    return hitsOf(result, person).map((hit) => hit.matched);
}

describe('metadata XML', () => {
    it('reads entities', async () => {
        assert.deepEqual(await matched('ann&#64;x.com'), ['ann&#64;x.com']);
        assert.deepEqual(await matched('&#x61;nn&#x40;x&#46;com!'), ['&#x61;nn&#x40;x&#46;com']);
        assert.deepEqual(await matched('&quot;ann@x.com&quot;'), ['ann@x.com']);
        assert.deepEqual(await matched('&lt;ann@x.com&gt;'), ['ann@x.com']);
        assert.deepEqual(await matched('ann@x.com&amp;more'), ['ann@x.com']);
        assert.deepEqual(await matched('sean.o&apos;brien@x.com', OBRIEN), ['sean.o&apos;brien@x.com']);
        assert.deepEqual(await matched('&#48;055g00000AbCdE'), ['&#48;055g00000AbCdE']);
    });

    it('reads entities that join what they touch', async () => {
        assert.deepEqual(await matched('jo&#97;nn@x.com'), []);
        assert.deepEqual(await matched('su&#122;ann@x.com'), []);
        assert.deepEqual(await matched('ann@x.com&#46;au'), []);
        assert.deepEqual(await matched('0055g00000AbCdE&#65;'), []);
    });

    it('reads HTML inside, escaped once more', async () => {
        assert.deepEqual(await matched('&lt;a href=&quot;mailto:ann@x.com&quot;&gt;'), ['ann@x.com']);
        assert.deepEqual(await matched('ann&amp;#64;x.com'), ['ann&amp;#64;x.com']);
    });

    it('reads CDATA, whole and in part', async () => {
        assert.deepEqual(await matched('<![CDATA[<b>ann@x.com</b>]]>'), ['ann@x.com']);
        assert.deepEqual(await matched('ann<![CDATA[@]]>x.com'), ['ann<![CDATA[@]]>x.com']);
        assert.deepEqual(await matched('jo<![CDATA[ann@x.com]]>'), []);
        assert.deepEqual(await matched('<![CDATA[ann&#64;x.com]]>'), ['ann&#64;x.com']);
        assert.deepEqual(await matched('<![CDATA[<!-- ann@x.com -->]]>'), ['ann@x.com']);
    });

    it('passes over comments', async () => {
        assert.deepEqual(await matched('<!-- ann@x.com -->nobody'), []);
        assert.deepEqual(await matched('ann@x.<!-- > -->com'), ['ann@x.<!-- > -->com']);
        assert.deepEqual(await matched('jo<!-- -->ann@x.com'), []);
        assert.deepEqual(await matched('<!-- <value>0055g00000AbCdE</value> -->x'), []);
    });

    it('does not join the texts of two elements', async () => {
        const xml = metadata('CustomLabels', '    <labels><fullName>jo</fullName><value>ann@x.com</value><x/>.au</labels>');
        assert.deepEqual(
            hitsOf(await scan({ 'labels/A.labels': xml }, [ANN]), ANN).map((hit) => hit.path),
            ['CustomLabels > labels[jo] > value']
        );
    });

    it('reads attributes', async () => {
        const xml = metadata('CustomLabels', `    <labels note='ann@x.com' other="suzann@x.com"/>`);
        const [hit, ...others] = hitsOf(await scan({ 'labels/A.labels': xml }, [ANN]), ANN);
        assert.deepEqual([hit.path, hit.column, others.length], ['CustomLabels > labels', 19, 0]);
    });

    it('counts columns in characters, a mark not among them, over all kinds of line ends', async () => {
        const root = '\uFEFF<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata"><a>ann@x.com</a>';
        const xml = `${root}\r\n<a>😀 ann@x.com</a>\r<a>é&amp; ann@x.com</a>\n</CustomLabels>`;
        const hits = hitsOf(await scan({ 'labels/A.labels': xml }, [ANN]), ANN);
        assert.deepEqual(
            hits.map(({ line, column }) => [line, column]),
            [
                [1, root.indexOf('ann@')],
                [2, 7],
                [3, 11]
            ]
        );
    });

    it('reports what is broken, with the line, and goes on', async () => {
        const result = await scan(
            {
                'workflows/Case.workflow': metadata('Workflow', '    <tasks>\n        <assignedTo>ann@x.com</assignedTo>'),
                'workflows/Lead.workflow': `<<<<<<< HEAD\n${metadata('Workflow', '')}`,
                'workflows/Empty.workflow-meta.xml': '',
                'sites/Cut.site': metadata('CustomSite', '    <siteAdmin>ann@x.com</siteAdmin>').slice(0, -5),
                'labels/CustomLabels.labels': label('ann@x.com & more'),
                'labels/Good.labels': label('ann@x.com')
            },
            [ANN]
        );
        assert.deepEqual(
            result.unreadable.map(({ file, line }) => [file, line]),
            [
                ['labels/CustomLabels.labels', 5],
                ['sites/Cut.site', 4],
                ['workflows/Case.workflow', 5],
                ['workflows/Empty.workflow-meta.xml', 1],
                ['workflows/Lead.workflow', 1]
            ]
        );
        assert.deepEqual(
            hitsOf(result, ANN).map((hit) => hit.file),
            ['labels/Good.labels']
        );
        const row = (key: string) => result.people[0].rows.find((each) => each.key === key)!;
        assert.equal(row('B9').verified, false);
        assert.match(row('B9').reason!, /could not be read: workflows\/Case\.workflow/);
        assert.match(row('L14').reason!, /5 files could not be read/);
    });

    it('reads a file of many megabytes without keeping it', async () => {
        const field = '<fields><fullName>F__c</fullName><description>nobody@x.com is not here</description></fields>\n';
        const xml = metadata(
            'CustomObject',
            `${field.repeat(60_000)}<fields><fullName>Last__c</fullName><description>ann@x.com</description></fields>`
        );
        assert.ok(xml.length > 5_000_000);
        const [hit] = hitsOf(await scan({ 'objects/Account.object': xml }, [ANN]), ANN);
        assert.deepEqual([hit.path, hit.line], ['CustomObject > fields[Last__c] > description', 60_003]);
    });
});

describe('other files', () => {
    it('refuses UTF-16 metadata clearly, and reads other UTF-16 text', async () => {
        const wide = (text: string, mark: boolean): Buffer => Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le');
        const result = await scan(
            {
                'labels/A.labels-meta.xml': wide(label('ann@x.com'), true),
                'labels/B.labels-meta.xml': wide(label('ann@x.com'), false),
                'labels/C.labels-meta.xml': wide(label('ann@x.com'), true).swap16(),
                'staticresources/Page.html': wide('<p>ann@x.com</p>', true)
            },
            [ANN]
        );
        assert.deepEqual(
            result.unreadable.map(({ file }) => file),
            ['labels/A.labels-meta.xml', 'labels/B.labels-meta.xml', 'labels/C.labels-meta.xml']
        );
        assert.ok(result.unreadable.every(({ problem }) => /UTF-16.*Save it as UTF-8/.test(problem)));
        assert.deepEqual(
            hitsOf(result, ANN).map((hit) => hit.file),
            ['staticresources/Page.html']
        );
    });

    it('reads sources of old encodings, but no such XML', async () => {
        const result = await scan(
            {
                'email/Old/Hello.email': Buffer.from('Grüße an ann@x.com, nicht an suzann@x.com', 'latin1'),
                'labels/A.labels': Buffer.from(label('Grüße ann@x.com'), 'latin1')
            },
            [ANN]
        );
        assert.deepEqual(
            hitsOf(result, ANN).map((hit) => [hit.path, hit.column]),
            [['EmailTemplate[Old/Hello]', 10]]
        );
        assert.deepEqual(result.remarks, [{ file: 'email/Old/Hello.email', remark: 'not UTF-8: read as Latin-1' }]);
        assert.match(result.unreadable[0].problem, /not UTF-8/);
    });

    it('passes over what is no text, and says so', async () => {
        const result = await scan(
            {
                'staticresources/Logo.png': 'ann@x.com',
                'staticresources/Bundle.resource': Buffer.from('PK\u0003\u0004 ann@x.com', 'latin1'),
                'documents/Files/Scan.bin': Buffer.from([1, 0, 2, 3]),
                'classes/Packaged.cls': '(hidden)'
            },
            [ANN]
        );
        assert.deepEqual(result.skipped, [
            { file: 'classes/Packaged.cls', reason: 'hidden by its managed package' },
            { file: 'documents/Files/Scan.bin', reason: 'not text' },
            { file: 'staticresources/Bundle.resource', reason: 'archive' },
            { file: 'staticresources/Logo.png', reason: 'binary by its name' }
        ]);
        assert.deepEqual(hitsOf(result, ANN), []);
    });

    it('tells comments of code and markup, and does not count them', async () => {
        const result = await scan(
            {
                'classes/A.cls': "String a = 'http://ann@x.com'; // ann@x.com\n/* it's ann@x.com */ String b = 'ann@x.com';",
                'lwc/hello/hello.js': 'const to = `// ann@x.com`; // ann@x.com',
                'lwc/hello/hello.html': '<template><!-- ann@x.com --><a href="mailto:ann@x.com"></a></template>',
                'pages/P.page': '<apex:page>ann@x.com<!-- ann@x.com --></apex:page>'
            },
            [ANN]
        );
        assert.deepEqual(
            hitsOf(result, ANN).map((hit) => `${hit.path} ${hit.informational}`),
            [
                'ApexClass[A] false',
                'ApexClass[A] true',
                'ApexClass[A] true',
                'ApexClass[A] false',
                'LightningComponentBundle[hello] true',
                'LightningComponentBundle[hello] false',
                'LightningComponentBundle[hello] false',
                'LightningComponentBundle[hello] true',
                'ApexPage[P] false',
                'ApexPage[P] true'
            ]
        );
        assert.equal(result.people[0].rows.find((row) => row.key === 'L14')!.count, 5);
    });

    it('tells mentions outside of metadata without counting them, and leaves the folders of tools alone', async () => {
        const result = await scan(
            {
                'README.md': 'ann@x.com',
                'node_modules/x/classes/A.cls': "'ann@x.com'",
                '.sf/a.json': '"ann@x.com"',
                '.git/classes/A.cls': "'ann@x.com'"
            },
            [ANN]
        );
        assert.deepEqual(
            hitsOf(result, ANN).map((hit) => [hit.file, hit.informational, hit.note]),
            [['README.md', true, 'no metadata']]
        );
    });

    it('follows no links, out of the folder or in circles', async () => {
        await inFolder({ 'secret/classes/A.cls': "'ann@x.com'", 'org/classes/B.cls': "'joann@x.com'" }, async (directory) => {
            symlinkSync(join(directory, 'secret'), join(directory, 'org/linked'));
            symlinkSync(join(directory, 'org'), join(directory, 'org/classes/circle'));
            const result = await scanFolder(join(directory, 'org'), [ANN, JOANN]);
            assert.equal(result.statistics.files, 1);
        });
    });

    it('says when there is no folder, and scans an empty one', async () => {
        await assert.rejects(scanFolder('/nowhere/at/all', [ANN]), ScanError);
        const result = await scan({}, [ANN]);
        assert.equal(result.statistics.files, 0);
        assert.ok(result.people[0].rows.every((row) => row.count === 0 && !row.verified));
    });

    it('reads files whose names are odd', async () => {
        await inFolder({}, async (directory) => {
            mkdirSync(join(directory, 'reports/Ü & “Co”'), { recursive: true });
            writeFileSync(
                join(directory, 'reports/Ü & “Co”/😀 $1.report-meta.xml'),
                metadata('Report', '    <userFilter>ann@x.com</userFilter>')
            );
            const [hit] = hitsOf(await scanFolder(directory, [ANN]), ANN);
            assert.equal(hit.file, 'reports/Ü & “Co”/😀 $1.report-meta.xml');
        });
    });
});
