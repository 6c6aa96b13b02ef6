import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { compileBundles } from '../../src/browser/compileBundles.ts';
import { writeFiles } from '../schema/projectFixture.ts';

test('templates may attach listeners by lwc:on, and what no template may hold is a problem with its place', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
    try {
        writeFiles(folder, {
            'lwc/good/good.html': '<template>\n    <p lwc:on={listeners}>Click</p>\n</template>\n',
            'lwc/good/good.js':
                "import { LightningElement } from 'lwc';\nexport default class Good extends LightningElement {\n    listeners = {};\n}\n",
            'lwc/bad/bad.html': '<template>\n    <p lwc:no={listeners}>Click</p>\n</template>\n'
        });
        assert.deepEqual(compileBundles(folder, ['lwc/good']), []);
        const [problem, ...others] = compileBundles(folder, ['lwc/bad']);
        assert.deepEqual([problem?.fileName, problem?.line, others], ['lwc/bad/bad.html', 2, []]);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
});
