/** Objects that the Tooling API alone knows, as far as the org's sources tell of them: source tracking, Lightning web components. */
import { globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseXml, xmlBoolean, xmlText } from '../../schema/xml.ts';
import { idChecksum } from '../../runtime/values/ids.ts';
import type { Assembly } from '../assemble.ts';
import { sourceMembers } from '../deploy/sourceMembers.ts';
import type { Row } from './rowQuery.ts';
import type { ToolingTable } from './ToolingTable.ts';

interface SetupObject {
    fields: readonly string[];
    keyPrefix: string;
    rows(org: Assembly): Row[];
    /** Is it there in this org? Everywhere, when absent. */
    present?(org: Assembly): boolean;
}

/** A scratch org, which tracks its sources; seen as clients see it. */
export function tracksSource({ store }: Assembly): boolean {
    const organization = store.get('SELECT IsSandbox AS sandbox, TrialExpirationDate AS trial FROM Organization');
    return organization?.sandbox === 1 && organization.trial !== null;
}

const OBJECTS: Record<string, SetupObject> = {
    SourceMember: {
        fields: [
            ...['Id', 'MemberType', 'MemberName', 'MemberIdOrName', 'RevisionCounter', 'RevisionNum', 'IsNameObsolete', 'IsNewMember'],
            ...['ChangedBy', 'LastModifiedDate', 'SystemModstamp']
        ],
        keyPrefix: '0MZ',
        present: tracksSource,
        rows: ({ store }) => sourceMembers(store) as unknown as Row[]
    },
    LightningComponentBundle: {
        fields: [
            ...['Id', 'DeveloperName', 'MasterLabel', 'Description', 'Language', 'NamespacePrefix', 'ApiVersion', 'IsExposed'],
            ...['ManageableState']
        ],
        keyPrefix: '0Rb',
        rows: (org) => org.project.lwcBundles.map((folder) => bundle(org, folder))
    },
    LightningComponentResource: {
        fields: ['Id', 'FilePath', 'Format', 'LightningComponentBundleId', 'LightningComponentBundle', 'Source', 'ManageableState'],
        keyPrefix: '0Rd',
        rows: (org) => org.project.lwcBundles.flatMap((folder) => resources(org, folder))
    }
};

/** Rows have no table and no counter: their Ids follow from their place among the sources' names. */
function idOf(prefix: string, name: string): string {
    let hash = 0n;
    for (const byte of Buffer.from(name)) {
        hash = (hash * 131n + BigInt(byte)) % 62n ** 12n;
    }
    let text = '';
    for (let rest = hash; text.length < 12; rest /= 62n) {
        text = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'[Number(rest % 62n)] + text;
    }
    return prefix + text + idChecksum(prefix + text);
}

const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf('/') + 1);

function bundle({ project }: Assembly, folder: string): Row {
    const name = nameOf(folder);
    const path = `${folder}/${name}.js-meta.xml`;
    let content: Record<string, unknown> = {};
    try {
        content = parseXml(readFileSync(join(project.directory, path), 'utf8'), path).content;
    } catch {
        // A bundle without the file has its defaults.
    }
    return {
        Id: idOf('0Rb', name),
        DeveloperName: name,
        MasterLabel: xmlText(content, 'masterLabel') ?? name,
        Description: xmlText(content, 'description') ?? null,
        Language: 'en_US',
        NamespacePrefix: null,
        ApiVersion: Number(xmlText(content, 'apiVersion') ?? project.sourceApiVersion),
        IsExposed: xmlBoolean(content, 'isExposed'),
        ManageableState: 'unmanaged'
    };
}

function resources(org: Assembly, folder: string): Row[] {
    const parent = bundle(org, folder);
    const files = globSync('**/*', { cwd: join(org.project.directory, folder), withFileTypes: true });
    return files
        .filter((file) => file.isFile() && !/__(?:tests|mocks)__/.test(file.parentPath))
        .map((file) => join(file.parentPath, file.name))
        .sort()
        .map((file) => {
            const path = file.slice(join(org.project.directory, folder).length + 1).replaceAll('\\', '/');
            return {
                Id: idOf('0Rd', `${nameOf(folder)}/${path}`),
                FilePath: `lwc/${nameOf(folder)}/${path}`,
                Format: extname(path).slice(1),
                LightningComponentBundleId: parent.Id,
                LightningComponentBundle: parent,
                Source: readFileSync(file, 'utf8'),
                ManageableState: 'unmanaged'
            };
        });
}

/** These objects as far as this org has them. */
export function setupTables(org: Assembly): ToolingTable[] {
    return Object.entries(OBJECTS)
        .filter(([, { present }]) => present?.(org) ?? true)
        .map(([name, { keyPrefix, fields, rows }]) => ({ name, keyPrefix, fields, rows: () => rows(org) }));
}
