/** Our checker beside apex-ls on the broken classes: where the two disagree stands in disagreements.json, with the reason. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { BROKEN, brokenSources } from './checkText.ts';

const JARS = fileURLToPath(new URL('../../../node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib/*', import.meta.url));
const NEEDED_JAVA = 17;

interface Report {
    files: { path: string; messages: { start: { line: number }; category: string; message: string }[] }[];
}

function javaVersion(): number {
    const { stdout, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
    return Number(/version "(\d+)/.exec(`${stdout}${stderr}`)?.[1] ?? 0);
}

/** A project of the broken classes, as apex-ls wants one. */
function writeProject(folder: string, sources: Record<string, string>): void {
    const classes = join(folder, 'force-app', 'main', 'default', 'classes');
    mkdirSync(classes, { recursive: true });
    writeFileSync(
        join(folder, 'sfdx-project.json'),
        JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '67.0' })
    );
    for (const [name, text] of Object.entries(sources)) {
        writeFileSync(join(classes, `${name}.cls`), text);
        writeFileSync(
            join(classes, `${name}.cls-meta.xml`),
            '<?xml version="1.0" encoding="UTF-8"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>67.0</apiVersion><status>Active</status></ApexClass>'
        );
    }
}

/** Class → lines on which apex-ls finds something. */
function apexLs(sources: Record<string, string>): Map<string, number[]> {
    const folder = mkdtempSync(join(tmpdir(), 'local-org-broken-'));
    try {
        writeProject(folder, sources);
        const options = ['-cp', JARS, 'io.github.apexdevtools.apexls.CheckForIssues', '-w', folder, '-n', '-d', 'warnings', '-f', 'json'];
        const { stdout } = spawnSync('java', options, { encoding: 'utf8' });
        const report = JSON.parse(stdout) as Report;
        return new Map(report.files.map(({ path, messages }) => [basename(path, '.cls'), messages.map(({ start }) => start.line)]));
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

const skip = javaVersion() < NEEDED_JAVA ? `no Java ${NEEDED_JAVA} or newer on the path` : false;

test('every disagreement with apex-ls on the broken classes is on record', { skip }, () => {
    const read = <T>(name: string): T => JSON.parse(readFileSync(`${BROKEN}/${name}`, 'utf8')) as T;
    const expected = read<Record<string, string>>('expected.json');
    const known = read<Record<string, { apexLs: string; reason: string }>>('disagreements.json');
    const found = apexLs(brokenSources());

    const actual: Record<string, string> = {};
    for (const [name, problem] of Object.entries(expected)) {
        const lines = found.get(name);
        if (!lines) {
            actual[name] = 'silent';
        } else if (!lines.includes(Number(problem.split(':')[0]))) {
            actual[name] = `line ${lines[0]}`;
        }
    }
    for (const name of found.keys()) {
        if (!(name in expected)) {
            actual[name] = 'speaks alone';
        }
    }
    assert.deepEqual(actual, Object.fromEntries(Object.entries(known).map(([name, { apexLs: said }]) => [name, said])));
});
