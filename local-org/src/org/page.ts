/** What the Lightning page around a tab shows. */
import type { MetadataFile } from '../schema/project.ts';
import { xmlList, xmlText } from '../schema/xml.ts';
import type { Assembly } from './assemble.ts';
import { nameFieldOf, presentObject, readableFields, readRecord } from './records.ts';

export interface PersonLine {
    id: string;
    name: string;
    username: string;
    active: boolean;
}

export interface PageTab {
    name: string;
    label: string;
    component: string;
}

export interface PageContext {
    organizationName: string;
    applicationLabel: string;
    user: { Id: string; Name: string; Username: string; isGuest: boolean };
    people: PersonLine[];
    tabs: PageTab[];
    customPermissions: string[];
    userPermissions: string[];
}

/** Everybody who can be switched to: ordinary users, active ones first. */
export function people(org: Assembly): PersonLine[] {
    return org.store
        .all(
            `SELECT Id AS id, Name AS name, Username AS username, IsActive AS active FROM "User" WHERE UserType = 'Standard' ORDER BY IsActive DESC, Name`
        )
        .map((row) => ({ id: String(row.id), name: String(row.name), username: String(row.username), active: row.active === 1 }));
}

export function me(org: Assembly, userId: string): { id: string; name: string; username: string; email: string; organizationId: string } {
    const row = org.store.get(`SELECT Name AS name, Username AS username, Email AS email FROM "User" WHERE Id = ?`, userId)!;
    return {
        id: userId,
        name: String(row.name),
        username: String(row.username),
        email: String(row.email),
        organizationId: org.organizationId
    };
}

const ofType = (org: Assembly, type: string): MetadataFile[] => org.project.metadata.filter((file) => file.type === type);

/** Tabs of the project that show a Lightning component. */
export function componentTabs(metadata: readonly MetadataFile[]): PageTab[] {
    return metadata
        .filter((file) => file.type === 'CustomTab' && xmlText(file.content, 'lwcComponent') !== undefined)
        .map((file) => ({
            name: file.fullName,
            label: xmlText(file.content, 'label') ?? file.fullName,
            component: xmlText(file.content, 'lwcComponent')!
        }));
}

export function pageContext(org: Assembly, userId: string): PageContext {
    const user = me(org, userId);
    const [application] = ofType(org, 'CustomApplication');
    const customPermissions = ofType(org, 'CustomPermission').map((file) => file.fullName);
    return {
        organizationName: String(org.store.get('SELECT Name AS name FROM Organization')!.name),
        applicationLabel: (application && xmlText(application.content, 'label')) ?? 'Apps',
        user: { Id: user.id, Name: user.name, Username: user.username, isGuest: false },
        people: people(org).filter((person) => person.active || person.id === userId),
        tabs: componentTabs(org.project.metadata).filter((tab) => maySeeTab(org, userId, tab.name)),
        customPermissions: customPermissions.filter((name) => org.security.hasCustomPermission(userId, name)),
        userPermissions: []
    };
}

/** Tab settings live in profiles and permission sets; who may customize the application sees every tab. */
function maySeeTab(org: Assembly, userId: string, tab: string): boolean {
    if (org.security.hasUserPermission(userId, 'CustomizeApplication')) {
        return true;
    }
    const assigned = new Set(
        org.store
            .all(
                `SELECT p.Name AS name FROM PermissionSetAssignment a JOIN PermissionSet p ON p.Id = a.PermissionSetId WHERE a.AssigneeId = ? AND a.IsDeleted = 0`,
                userId
            )
            .map((row) => String(row.name).toLowerCase())
    );
    return ofType(org, 'PermissionSet').some(
        (file) =>
            assigned.has(file.fullName.toLowerCase()) &&
            xmlList(file.content, 'tabSettings').some(
                (setting) => xmlText(setting, 'tab') === tab && xmlText(setting, 'visibility') !== 'None'
            )
    );
}

/** One record for the record page: its name and what the user may read of it. */
export function recordPage(
    org: Assembly,
    userId: string,
    objectName: string,
    id: string
): { label: string; name: string; fields: { label: string; value: string }[] } | null {
    const prefixed = org.schema.objectByKeyPrefix(id.slice(0, 3));
    const object = prefixed?.present ? prefixed : presentObject(org, objectName);
    const names = readableFields(org, userId, object);
    const record = readRecord(org, userId, object.name, id, names);
    if (!record) {
        return null;
    }
    const shown = [...object.fields.values()].filter(
        (field) => names.includes(field.name) && record[field.name] !== null && record[field.name] !== undefined
    );
    return {
        label: object.label,
        name: String(record[nameFieldOf(object)] ?? id),
        fields: shown.map((field) => ({ label: field.label, value: String(record[field.name]) }))
    };
}
