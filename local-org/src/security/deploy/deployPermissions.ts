/** Custom permissions, permission sets, their groups and profiles of the project become rows. Deploying again changes nothing. */
import type { Store } from '../../data/store/Store.ts';
import type { StoredRow } from '../../data/ports.ts';
import type { MetadataFile, Project } from '../../schema/project.ts';
import { xmlBoolean, xmlList, xmlText, xmlTexts } from '../../schema/xml.ts';
import { ensureProfile } from '../seed/seedProfiles.ts';
import { profileNameOf } from '../seed/profiles.ts';
import { readAccess } from './accessMetadata.ts';
import { deployApex } from './deployApex.ts';
import type { DeployProblem } from './DeployProblem.ts';
import { recalculateGroup } from './permissionSetGroups.ts';
import { reconcile } from './reconcile.ts';
import { userPermissionColumns, writeAccess } from './writeAccess.ts';
import type { WriteAccessOptions } from './writeAccess.ts';

/**
 * Call after `seedOrg`, with every opening of the org: rows follow the files, Ids and assignments stay.
 *
 * @returns what Salesforce would refuse the deployment for, by file; empty when all is well
 */
export function deployPermissions(store: Store, project: Project, adminId: string): DeployProblem[] {
    const problems: DeployProblem[] = [];
    deployApex(store, project, adminId);
    const files = (type: string): MetadataFile[] => project.metadata.filter((file) => file.type === type);
    for (const file of files('CustomPermission')) {
        upsert(
            store,
            'CustomPermission',
            'DeveloperName',
            file.fullName,
            {
                MasterLabel: xmlText(file.content, 'label') ?? file.fullName,
                Description: xmlText(file.content, 'description') ?? null,
                IsLicensed: Number(xmlBoolean(file.content, 'isLicensed')),
                Language: 'en_US'
            },
            adminId
        );
    }
    for (const file of files('PermissionSet')) {
        deployPermissionSet(store, file, adminId, problems);
    }
    for (const file of files('PermissionSetGroup')) {
        deployGroup(store, file, adminId, problems);
    }
    for (const file of files('Profile')) {
        deployProfile(store, file, adminId, problems);
    }
    return [...problems, ...notBuilt(project)];
}

/** Metadata that changes who sees what and has no effect here: said, so that nobody trusts the result. */
function notBuilt(project: Project): DeployProblem[] {
    const kinds: Record<string, readonly string[]> = {
        SharingRules: ['sharingCriteriaRules', 'sharingOwnerRules', 'sharingGuestRules', 'sharingTerritoryRules'],
        MutingPermissionSet: ['fieldPermissions', 'objectPermissions', 'userPermissions'],
        RestrictionRule: ['recordFilter']
    };
    return project.metadata
        .filter((file) => kinds[file.type]?.some((element) => xmlList(file.content, element).length > 0))
        .map((file) => ({
            path: file.path,
            message: `${file.type} ${file.fullName} has no effect in the local org`,
            kind: 'unsupported' as const
        }));
}

function reporter({ path }: MetadataFile, problems: DeployProblem[]): WriteAccessOptions['problem'] {
    return (message, kind) => void problems.push({ path, message, ...(kind && { kind }) });
}

function deployPermissionSet(store: Store, file: MetadataFile, adminId: string, problems: DeployProblem[]): void {
    const problem = reporter(file, problems);
    const options = { replace: true, adminId, problem };
    const access = readAccess(file, store.schema, problems);
    const id = upsert(
        store,
        'PermissionSet',
        'Name',
        file.fullName,
        {
            Label: xmlText(file.content, 'label') ?? file.fullName,
            Description: xmlText(file.content, 'description') ?? null,
            HasActivationRequired: Number(xmlBoolean(file.content, 'hasActivationRequired')),
            LicenseId: licenseId(store, xmlText(file.content, 'license'), problem),
            IsCustom: 1,
            IsOwnedByProfile: 0,
            Type: 'Regular',
            ...userPermissionColumns(store, access, options)
        },
        adminId
    );
    writeAccess(store, id, access, options);
}

function licenseId(store: Store, name: string | undefined, problem: (message: string) => void): string | null {
    if (!name) {
        return null;
    }
    const found =
        store.get(`SELECT Id AS id FROM UserLicense WHERE Name = ?`, name) ??
        store.get(`SELECT Id AS id FROM PermissionSetLicense WHERE DeveloperName = ? OR MasterLabel = ?`, name, name);
    if (!found) {
        problem(`In field: license - no License named ${name} found`);
    }
    return (found?.id ?? null) as string | null;
}

function deployGroup(store: Store, file: MetadataFile, adminId: string, problems: DeployProblem[]): void {
    const groupId = upsert(
        store,
        'PermissionSetGroup',
        'DeveloperName',
        file.fullName,
        {
            MasterLabel: xmlText(file.content, 'label') ?? file.fullName,
            Description: xmlText(file.content, 'description') ?? null,
            HasActivationRequired: Number(xmlBoolean(file.content, 'hasActivationRequired')),
            Status: 'Updated',
            Language: 'en_US'
        },
        adminId
    );
    const components = new Map<string, StoredRow>();
    for (const name of xmlTexts(file.content, 'permissionSets')) {
        const component = store.get(`SELECT Id AS id FROM PermissionSet WHERE Name = ? AND IsOwnedByProfile = 0`, name);
        if (component) {
            components.set(String(component.id), {});
        } else {
            problems.push({ path: file.path, message: `In field: permissionSets - no PermissionSet named ${name} found` });
        }
    }
    const rows = { table: 'PermissionSetGroupComponent', parent: 'PermissionSetGroupId', key: 'PermissionSetId' };
    reconcile(store, rows, groupId, components, { replace: true, adminId });
    recalculateGroup(store, groupId, adminId);
}

function deployProfile(store: Store, file: MetadataFile, adminId: string, problems: DeployProblem[]): void {
    const problem = reporter(file, problems);
    const options = { replace: false, adminId, problem };
    const access = readAccess(file, store.schema, problems);
    const license = xmlText(file.content, 'userLicense') ?? 'Salesforce';
    const { profileId, permissionSetId } = ensureProfile(store, profileNameOf(file.fullName), license, adminId);
    const columns = userPermissionColumns(store, access, options);
    const profileColumns = store.columns(store.object('Profile'));
    const forProfile: StoredRow = Object.fromEntries(Object.entries(columns).filter(([name]) => profileColumns.has(name.toLowerCase())));
    store.update('Profile', profileId, { Description: xmlText(file.content, 'description') ?? null, ...forProfile }, { userId: adminId });
    store.update('PermissionSet', permissionSetId, columns, { userId: adminId });
    writeAccess(store, permissionSetId, access, options);
}

function upsert(store: Store, table: string, keyField: string, key: string, values: StoredRow, adminId: string): string {
    const known = store.get(`SELECT Id AS id FROM "${table}" WHERE "${keyField}" = ?`, key);
    if (known) {
        store.update(table, String(known.id), values, { userId: adminId });
        return String(known.id);
    }
    return store.insert(table, { [keyField]: key, ...values }, { userId: adminId });
}
