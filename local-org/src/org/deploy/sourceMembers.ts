/** SourceMember: which component has been changed in the org, and when; what the CLI's source tracking asks for. */
import type { Store } from '../../data/store/Store.ts';
import type { Assembly } from '../assemble.ts';
import type { Candidate } from './Candidate.ts';
import type { DeployMessage } from './types.ts';

const TABLE = `CREATE TABLE IF NOT EXISTS _source_members (
    type TEXT NOT NULL, name TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL, obsolete INTEGER NOT NULL, isNew INTEGER NOT NULL,
    changedBy TEXT NOT NULL, changedAt TEXT NOT NULL, memberId TEXT NOT NULL, PRIMARY KEY (type, name))`;

export interface SourceMember {
    Id: string;
    MemberType: string;
    MemberName: string;
    MemberIdOrName: string;
    RevisionCounter: number;
    RevisionNum: number;
    IsNameObsolete: boolean;
    IsNewMember: boolean;
    ChangedBy: string;
    LastModifiedDate: string;
    SystemModstamp: string;
}

/** Types whose files are members as well: their folder, and what the members are. */
const BUNDLES: Record<string, { folder: string; member: string } | undefined> = {
    LightningComponentBundle: { folder: 'lwc', member: 'LightningComponentResource' },
    AuraDefinitionBundle: { folder: 'aura', member: 'AuraDefinition' }
};

interface Change {
    userId: string;
    now: string;
    files: Candidate;
}

/** Call inside the savepoint of a deployment. */
export function noteMembers({ store }: Assembly, successes: readonly DeployMessage[], { userId, now, files }: Change): void {
    store.change('_source_members', TABLE);
    const note = (type: string, name: string, obsolete: boolean): void => {
        const known = store.get(`SELECT id, memberId FROM _source_members WHERE type = ? AND name = ?`, type, name);
        const revision = store.counter('sourceMember', 1);
        store.change(
            '_source_members',
            `INSERT OR REPLACE INTO _source_members (type, name, id, revision, obsolete, isNew, changedBy, changedAt, memberId)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
            type,
            name,
            String(known?.id ?? store.newIdOf('0MZ')),
            revision,
            Number(obsolete),
            Number(!known),
            userId,
            now,
            String(known?.memberId ?? name)
        );
    };
    for (const { componentType, fullName, created, changed, deleted } of successes) {
        // Labels are members one by one, their file is none.
        if (componentType === '' || componentType === 'CustomLabels' || !(created || changed || deleted)) {
            continue;
        }
        note(componentType === 'Settings' ? `${fullName}Settings` : componentType, fullName, deleted);
        const bundle = BUNDLES[componentType];
        if (bundle) {
            const present = new Set(deleted ? [] : bundleFiles(files, bundle.folder, fullName));
            present.forEach((name) => note(bundle.member, name, false));
            for (const { name } of store.all(
                `SELECT name FROM _source_members WHERE type = ? AND obsolete = 0 AND name LIKE ? ESCAPE '\\'`,
                bundle.member,
                `${fullName.replace(/[_%\\]/g, '\\$&')}/%`
            )) {
                if (!present.has(String(name))) {
                    note(bundle.member, String(name), true);
                }
            }
        }
    }
}

export function sourceMembers(store: Store): SourceMember[] {
    store.change('_source_members', TABLE);
    return store.all(`SELECT * FROM _source_members ORDER BY revision`).map((row) => ({
        Id: String(row.id),
        MemberType: String(row.type),
        MemberName: String(row.name),
        MemberIdOrName: String(row.memberId),
        RevisionCounter: Number(row.revision),
        RevisionNum: Number(row.revision),
        IsNameObsolete: row.obsolete === 1,
        IsNewMember: row.isNew === 1,
        ChangedBy: String(row.changedBy),
        LastModifiedDate: String(row.changedAt).replace('Z', '+0000'),
        SystemModstamp: String(row.changedAt).replace('Z', '+0000')
    }));
}

/** `hello/hello.html` … */
function bundleFiles(files: Candidate, folder: string, bundle: string): string[] {
    return files
        .paths()
        .map((path) => new RegExp(`(?:^|/)${folder}/(([^/]+)/.+)$`).exec(path))
        .filter((match) => match?.[2] === bundle)
        .map((match) => match![1]);
}
