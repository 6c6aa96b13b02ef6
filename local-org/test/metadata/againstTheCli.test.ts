/** The conversions of this project against those of the library that the CLI converts with: same files, same content. */
import assert from 'node:assert/strict';
import { cpSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readSourceFolder } from '../../src/metadata/index.ts';
import { parseXmlTree } from '../../src/metadata/xmlTree.ts';
import type { XmlNode } from '../../src/metadata/xmlTree.ts';

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));
const PACKAGE_DIRECTORIES = ['force-app', 'config/demo'];

interface Library {
    ComponentSet: { fromSource(options: { fsPaths: string[] }): object };
    MetadataConverter: new () => {
        convert(components: object, format: 'metadata', output: { type: 'directory'; outputDirectory: string }): Promise<unknown>;
    };
}

function meaning(content: Uint8Array): string {
    const written = new TextDecoder().decode(content);
    const plain = (node: XmlNode): unknown => [node.name, node.text, ...node.children.map((each) => JSON.stringify(plain(each))).sort()];
    return written.startsWith('<?xml') ? JSON.stringify(plain(parseXmlTree(written))) : written;
}

test('the CLI’s library makes the same of this project', async (context) => {
    const { ComponentSet, MetadataConverter } = createRequire(import.meta.url)('@salesforce/source-deploy-retrieve') as Library;
    const folder = mkdtempSync(join(tmpdir(), 'converted-'));
    context.after(() => rmSync(folder, { recursive: true }));
    // Of a copy: somebody may be writing.
    const copy = join(folder, 'project');
    for (const each of [...PACKAGE_DIRECTORIES, 'sfdx-project.json', '.forceignore']) {
        cpSync(join(PROJECT, each), join(copy, each), { recursive: true });
    }
    const outputDirectory = join(folder, 'out');
    mkdirSync(outputDirectory);
    const components = ComponentSet.fromSource({ fsPaths: PACKAGE_DIRECTORIES.map((each) => join(copy, each)) });
    await new MetadataConverter().convert(components, 'metadata', { type: 'directory', outputDirectory });
    const root = join(outputDirectory, readdirSync(outputDirectory)[0]);
    const theirs = globSync('**/*', { cwd: root })
        .filter((path) => path !== 'package.xml' && statSync(join(root, path)).isFile())
        .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path))] as const);
    const ours = new Map(
        readSourceFolder(copy, PACKAGE_DIRECTORIES).flatMap(({ files }) => files.map(({ path, content }) => [path, content]))
    );
    assert.ok(theirs.length > 300, 'the library converted the project');
    assert.deepEqual([...ours.keys()].sort(), theirs.map(([path]) => path).sort());
    const different = theirs.filter(([path, content]) => meaning(content) !== meaning(ours.get(path)!)).map(([path]) => path);
    assert.deepEqual(different, []);
});
