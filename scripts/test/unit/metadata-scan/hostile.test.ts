/** Files made to hurt: each is read in moments, and the scan goes on. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Files } from './folder.ts';
import { hitsOf, metadata, scan } from './folder.ts';
import { ANN } from './people.ts';

const GOOD: Files = { 'labels/Good.labels': metadata('CustomLabels', '<a>ann@x.com</a>') };
const MILLION = 1_000_000;

/** Scans beside a good file; says what was wrong and what was found. */
async function among(files: Files): Promise<{ problems: string[]; found: number; seconds: number }> {
    const started = performance.now();
    const result = await scan({ ...GOOD, ...files }, [ANN]);
    assert.ok(hitsOf(result, ANN).some((hit) => hit.file === 'labels/Good.labels'));
    return {
        problems: result.unreadable.map(({ problem }) => problem),
        found: hitsOf(result, ANN).length - 1,
        seconds: (performance.now() - started) / 1000
    };
}

describe('hostile files', () => {
    it('expand no entities', async () => {
        const bomb =
            '<!DOCTYPE x [<!ENTITY a "ann@x.com"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>' +
            '<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata"><v>&b;&f;</v></CustomLabels>';
        const { problems, found } = await among({ 'labels/Bomb.labels-meta.xml': bomb });
        assert.deepEqual([problems.length, found], [1, 0]);
    });

    it('open comments, CDATA and tags without end', async () => {
        const { problems, seconds } = await among({
            'labels/A.labels': metadata('CustomLabels', '<!--'.repeat(MILLION / 4)),
            'labels/B.labels': metadata('CustomLabels', '<![CDATA['.repeat(MILLION / 8)),
            'labels/C.labels': metadata('CustomLabels', '<a>ann@x.com'.repeat(MILLION / 100)),
            'pages/P.page': `ann@x.com ${'<!--'.repeat(MILLION / 4)}`
        });
        assert.equal(problems.length, 3);
        assert.ok(seconds < 20, `${seconds} s`);
    });

    it('nest without end', async () => {
        const depth = 200_000;
        const { problems } = await among({
            'labels/Deep.labels': metadata('CustomLabels', `${'<a>'.repeat(depth)}ann@x.com${'</a>'.repeat(depth)}`)
        });
        assert.ok(problems.length <= 1);
    });

    it('repeat what searches look for', async () => {
        const { found, seconds } = await among({
            'classes/A.cls': '@x.com'.repeat(MILLION / 6),
            'classes/B.cls': 'a'.repeat(MILLION),
            'classes/C.cls': '005'.repeat(MILLION / 3),
            'classes/D.cls': `${'a'.repeat(400)}@x.com `.repeat(2000),
            'classes/E.cls': "'".repeat(MILLION),
            'classes/F.cls': '/*'.repeat(MILLION / 2),
            'labels/G.labels': metadata('CustomLabels', `<a>${'&amp;'.repeat(MILLION / 10)}&#64;x.com</a>`)
        });
        assert.equal(found, 0);
        assert.ok(seconds < 20, `${seconds} s`);
    });

    it('hold a hundred thousand hits', async () => {
        const { found } = await among({ 'classes/Many.cls': 'ann@x.com\n'.repeat(100_000) });
        assert.equal(found, 100_000);
    });
});
