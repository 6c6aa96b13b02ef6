import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** Writes a project of these files into a folder of its own, gone when the test is over. */
export function writeProject(context: TestContext, files: Record<string, string>, projectJson: object | null = {}): string {
    const directory = mkdtempSync(join(tmpdir(), 'project-'));
    context.after(() => rmSync(directory, { recursive: true, force: true }));
    writeFiles(directory, files, projectJson);
    return directory;
}

/** Writes a project of these files; with `projectJson` an sfdx-project.json whose package directory is `app`. */
export function writeFiles(directory: string, files: Record<string, string>, projectJson: object | null = {}): void {
    const all = { ...files };
    if (projectJson) {
        all['sfdx-project.json'] ??= JSON.stringify({
            packageDirectories: [{ path: 'app', default: true }],
            sourceApiVersion: '67.0',
            ...projectJson
        });
        mkdirSync(join(directory, 'app'), { recursive: true });
    }
    for (const [path, text] of Object.entries(all)) {
        mkdirSync(dirname(join(directory, path)), { recursive: true });
        writeFileSync(join(directory, path), text);
    }
}

export function xml(root: string, body: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} ${NAMESPACE}>${body}</${root}>\n`;
}

export function objectXml(label: string, more = '<sharingModel>Private</sharingModel>'): string {
    return xml(
        'CustomObject',
        `<label>${label}</label><pluralLabel>${label}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField>${more}`
    );
}

/** Path and text of a field's file. */
export function fieldFile(object: string, name: string, body: string): Record<string, string> {
    const path = `app/main/default/objects/${object}/fields/${name}.field-meta.xml`;
    return { [path]: xml('CustomField', `<fullName>${name}</fullName><label>${name.replace('__c', '')}</label>${body}`) };
}

export function objectFile(name: string, text: string): Record<string, string> {
    return { [`app/main/default/objects/${name}/${name}.object-meta.xml`]: text };
}
