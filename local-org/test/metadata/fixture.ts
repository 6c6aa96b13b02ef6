import type { ComponentFile, SourceComponent } from '../../src/metadata/index.ts';
import { writeArchive } from '../../src/metadata/index.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

export function xml(root: string, content = ''): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">${content}</${root}>\n`;
}

export function file(path: string, content: string | Uint8Array): ComponentFile {
    return { path, content: typeof content === 'string' ? new TextEncoder().encode(content) : content };
}

export function text({ content }: Pick<ComponentFile, 'content'>): string {
    return new TextDecoder().decode(content);
}

export function archive(files: Record<string, string>): Uint8Array {
    return writeArchive(Object.entries(files).map(([path, content]) => file(path, content)));
}

/** package.xml of these members by type. */
export function manifest(types: Record<string, string[]>, version = '67.0'): string {
    const parts = Object.entries(types).map(
        ([name, members]) => `<types>${members.map((member) => `<members>${member}</members>`).join('')}<name>${name}</name></types>`
    );
    return xml('Package', `${parts.join('')}<version>${version}</version>`);
}

export function apexClass(name: string): Record<string, string> {
    return {
        [`classes/${name}.cls`]: `public class ${name} {}`,
        [`classes/${name}.cls-meta.xml`]: xml('ApexClass', '<apiVersion>67.0</apiVersion><status>Active</status>')
    };
}

export function component(type: string, fullName: string, files: Record<string, string>, whole = true): SourceComponent {
    const made = Object.entries(files).map(([path, content]) => file(path, content));
    return { type, fullName, files: made, metadataPath: made[0].path, children: [], whole };
}

export const OBJECT = xml(
    'CustomObject',
    `
    <fields><fullName>Status__c</fullName><label>Status &amp; more</label><type>Text</type><length>10</length></fields>
    <fields><fullName>Amount__c</fullName><label>Amount</label><type>Number</type><precision>18</precision><scale>2</scale></fields>
    <label>Thing</label>
    <listViews><fullName>All</fullName><filterScope>Everything</filterScope><label>All</label></listViews>
    <nameField><label>Name</label><type>Text</type></nameField>
    <pluralLabel>Things</pluralLabel>
    <sharingModel>ReadWrite</sharingModel>
    <validationRules><fullName>Positive</fullName><active>true</active><errorConditionFormula>Amount__c &lt; 0</errorConditionFormula><errorMessage>No</errorMessage></validationRules>
`
);
