/** A small folder of components on disk, and the application built from it. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { buildApplication } from '../../src/browser/application.ts';

/** What the page and the components here take from outside; the tests need no vendor build. */
const VENDOR = ['lwc', '@lwc/synthetic-shadow', 'lightning/toastContainer', 'lightning/toast', 'lightning/card'];

export interface Built {
    folder: string;
    /** All of the application's code. */
    code: string;
}

export async function buildOf(
    context: TestContext,
    files: Record<string, string>,
    options: { labels?: Record<string, string>; tabComponents?: string[] } = {}
): Promise<Built> {
    const root = mkdtempSync(join(tmpdir(), 'browser-'));
    context.after(() => rmSync(root, { recursive: true, force: true }));
    for (const [path, text] of Object.entries(files)) {
        mkdirSync(join(root, 'lwc', dirname(path)), { recursive: true });
        writeFileSync(join(root, 'lwc', path), text);
    }
    const folder = join(root, 'app');
    await buildApplication({
        bundles: readdirSync(join(root, 'lwc')).map((name) => join(root, 'lwc', name)),
        labels: new Map(Object.entries(options.labels ?? {})),
        tabComponents: options.tabComponents ?? ['home'],
        vendor: { folder: join(root, 'vendor'), imports: Object.fromEntries(VENDOR.map((name) => [name, `${name}.js`])) },
        folder
    });
    const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    return { folder, code: scripts.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n') };
}

/** A component that uses what it imports, so that nothing is shaken off. */
export function component(imports: string, use = ''): Record<string, string> {
    return {
        'home/home.js': `import { LightningElement } from 'lwc';\n${imports}\nexport default class Home extends LightningElement { uses = [${use}]; }\n`,
        'home/home.html': '<template><lightning-card title="Home"></lightning-card></template>\n'
    };
}
