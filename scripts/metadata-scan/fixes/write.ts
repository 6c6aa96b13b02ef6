import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { Fixes } from './fixes.ts';

/** Something would be written outside of the folder. */
export class FixPathError extends Error {
    constructor(file: string) {
        super(`${file} leads out of the folder for the fixes.`);
        this.name = 'FixPathError';
    }
}

/**
 * Writes the changed files, package.xml and, for source format, an sfdx-project.json into a folder from which exactly
 * these components can be deployed: in source format `sf project deploy start --manifest package.xml` inside it, in
 * metadata format `sf project deploy start --metadata-dir` of it.
 *
 * @returns the paths written, relative to the folder
 * @throws FixPathError when a file name leads out of it
 */
export async function writeFixes(found: Fixes, directory: string, apiVersion = '67.0'): Promise<string[]> {
    const source = isSourceFormat(found);
    // In metadata format the type's directory is the top of the package, wherever it lay before.
    const files = found.files.map((file) => ({ path: source ? file.file : fromTypeDirectory(file.file), content: file.content }));
    const all: { path: string; content: Buffer | string }[] = [...files, { path: 'package.xml', content: found.manifest }];
    if (source) {
        const project = { packageDirectories: [{ path: '.', default: true }], sourceApiVersion: apiVersion };
        all.push({ path: 'sfdx-project.json', content: `${JSON.stringify(project, null, 2)}\n` });
    }
    const root = resolve(directory);
    for (const { path, content } of all) {
        const target = resolve(join(root, path));
        if (!target.startsWith(root + sep)) {
            throw new FixPathError(path);
        }
        await mkdir(dirname(target), { recursive: true });
        await writeFile(target, content);
    }
    return all.map(({ path }) => path);
}

/** Source format writes `.workflow-meta.xml`, metadata format `.workflow`; folders end in -meta.xml in both. */
function isSourceFormat(found: Fixes): boolean {
    return (
        found.files.every(({ file }) => file.endsWith('-meta.xml')) && !found.files.every(({ file }) => /\/[^./]+-meta\.xml$/.test(file))
    );
}

const DIRECTORIES = new Set([
    'workflows',
    'approvalProcesses',
    'assignmentRules',
    'autoResponseRules',
    'escalationRules',
    'settings',
    'sites',
    'emailservices',
    'apexEmailNotifications',
    'queues',
    'dashboards',
    'reports',
    'email',
    'documents',
    'transactionSecurityPolicies'
]);

function fromTypeDirectory(file: string): string {
    const parts = file.split('/');
    const at = parts.findIndex((part) => DIRECTORIES.has(part));
    return parts.slice(Math.max(0, at)).join('/');
}
