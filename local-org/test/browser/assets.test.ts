import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { before, test } from 'node:test';
import { openBrowserAssets } from '../../src/browser/browserAssets.ts';
import type { BrowserAssets } from '../../src/browser/browserAssets.ts';

let assets: BrowserAssets;

before(async () => {
    // The same cache as the org's own: the base components are built once for all.
    const cacheFolder = resolve('.cache', 'local-org');
    assets = await openBrowserAssets({ bundles: [], labels: new Map(), tabComponents: [], cacheFolder, onProgress: () => {} });
});

const text = async (path: string): Promise<string> => (await assets.find(path))![1].toString();

test('every path of the app is the page, with an import map of what it loads', async () => {
    const page = await text('/lightning/n/Offboarding');
    assert.equal(page, await text('/'));
    const { imports } = JSON.parse(/<script type="importmap">([\s\S]*?)<\/script>/.exec(page)![1]) as { imports: Record<string, string> };
    for (const name of ['lwc', '@lwc/synthetic-shadow', 'lightning/button', 'lightning/modal']) {
        assert.ok(imports[name], name);
        assert.ok(await assets.find(imports[name]), imports[name]);
    }
});

test('scripts, styles and pictures come with their types', async () => {
    const type = async (path: string): Promise<string> => (await assets.find(path))![0].toString();
    assert.equal(await type('/app/main.js'), 'text/javascript; charset=utf-8');
    assert.equal(await type('/page/page.css'), 'text/css; charset=utf-8');
    assert.equal(await type('/slds/styles/salesforce-lightning-design-system.min.css'), 'text/css; charset=utf-8');
});

test('nothing outside its folders is handed out', async () => {
    assert.ok(existsSync('package.json'));
    for (const path of [
        '/page/../browserAssets.ts',
        '/page/../../../../package.json',
        '/slds/../package.json',
        '/nowhere/main.js',
        '/page',
        '/page/'
    ]) {
        assert.equal(await assets.find(path), undefined, path);
    }
});
