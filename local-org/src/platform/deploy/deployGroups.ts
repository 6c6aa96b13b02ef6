/** Roles, public groups and queues of the project become rows. Deploying again changes nothing. */
import type { StoredRow } from '../../data/ports.ts';
import type { Store } from '../../data/store/Store.ts';
import type { MetadataFile, Project } from '../../schema/project.ts';
import { xmlBoolean, xmlChild, xmlList, xmlText, xmlTexts } from '../../schema/xml.ts';
import { createRoleGroups } from '../users/roleGroups.ts';
import type { DeployContext } from './deployPlatform.ts';
import { upsertRow } from './upsertRow.ts';

export function deployRoles(context: DeployContext): void {
    const files = metadata(context.project, 'Role');
    for (const file of files) {
        const { content } = file;
        const values: StoredRow = {
            Name: xmlText(content, 'name') ?? file.fullName,
            RollupDescription: xmlText(content, 'description') ?? null,
            OpportunityAccessForAccountOwner: xmlText(content, 'opportunityAccessLevel') ?? 'None',
            CaseAccessForAccountOwner: xmlText(content, 'caseAccessLevel') ?? 'None',
            ContactAccessForAccountOwner: xmlText(content, 'contactAccessLevel') ?? 'None',
            MayForecastManagerShare: Number(xmlBoolean(content, 'mayForecastManagerShare'))
        };
        const { id, created } = upsertRow(context, 'UserRole', { DeveloperName: file.fullName }, values);
        if (created) {
            createRoleGroups(context.store, id, file.fullName, context.adminId);
        }
    }
    for (const file of files) {
        const parent = xmlText(file.content, 'parentRole');
        if (parent) {
            const parentId = idOf(context.store, 'UserRole', 'DeveloperName', parent);
            if (parentId === null) {
                context.problem(file, `In field: parentRole - no Role named ${parent} found`);
            }
            context.store.change('UserRole', `UPDATE UserRole SET ParentRoleId = ? WHERE DeveloperName = ?`, parentId, file.fullName);
        }
    }
}

export function deployGroups(context: DeployContext): void {
    for (const file of metadata(context.project, 'Group')) {
        upsertRow(
            context,
            'Group',
            { DeveloperName: file.fullName, Type: 'Regular' },
            {
                Name: xmlText(file.content, 'name') ?? file.fullName,
                DoesIncludeBosses: Number(xmlBoolean(file.content, 'doesIncludeBosses', true)),
                OwnerId: context.organizationId
            }
        );
    }
}

export function deployQueues(context: DeployContext): void {
    const { store, adminId } = context;
    for (const file of metadata(context.project, 'Queue')) {
        const { content } = file;
        const { id } = upsertRow(
            context,
            'Group',
            { DeveloperName: file.fullName, Type: 'Queue' },
            {
                Name: xmlText(content, 'name') ?? file.fullName,
                Email: xmlText(content, 'email') ?? null,
                DoesSendEmailToMembers: Number(xmlBoolean(content, 'doesSendEmailToMembers')),
                DoesIncludeBosses: 1,
                OwnerId: context.organizationId
            }
        );
        for (const element of xmlList(content, 'queueSobject')) {
            const name = xmlText(element, 'sobjectType') ?? '';
            const object = store.schema.object(name);
            if (!object?.queueOwnable) {
                // Of the objects that Salesforce made we may not know all.
                const kind = object?.present || name === '' || name.includes('__') ? undefined : 'unsupported';
                context.problem(file, `In field: queueSobject - no CustomObject named ${name} found`, kind);
            } else if (!store.get(`SELECT 1 FROM QueueSobject WHERE QueueId = ? AND SobjectType = ?`, id, object.name)) {
                store.insert('QueueSobject', { QueueId: id, SobjectType: object.name }, { userId: adminId });
            }
        }
        deployMembers(context, file, id);
    }
}

const MEMBER_KINDS: readonly [list: string, element: string, sql: string][] = [
    ['users', 'user', `SELECT Id AS id FROM "User" WHERE Username = ?`],
    ['publicGroups', 'publicGroup', `SELECT Id AS id FROM "Group" WHERE Type = 'Regular' AND DeveloperName = ?`],
    ['roles', 'role', `SELECT Id AS id FROM "Group" WHERE Type = 'Role' AND DeveloperName = ?`],
    ['roleAndSubordinates', 'roleAndSubordinate', `SELECT Id AS id FROM "Group" WHERE Type = 'RoleAndSubordinates' AND DeveloperName = ?`],
    [
        'roleAndSubordinatesInternal',
        'roleAndSubordinateInternal',
        `SELECT Id AS id FROM "Group" WHERE Type = 'RoleAndSubordinatesInternal' AND DeveloperName = ?`
    ]
];

function deployMembers({ store, adminId, problem }: DeployContext, file: MetadataFile, queueId: string): void {
    const members = xmlChild(file.content, 'queueMembers');
    for (const [list, element, sql] of MEMBER_KINDS) {
        for (const name of xmlTexts((members && xmlChild(members, list)) ?? {}, element)) {
            const memberId = store.get(sql, name)?.id;
            if (typeof memberId !== 'string') {
                problem(file, `In field: ${element} - no ${element} named ${name} found`);
            } else if (!store.get(`SELECT 1 FROM GroupMember WHERE GroupId = ? AND UserOrGroupId = ?`, queueId, memberId)) {
                store.insert('GroupMember', { GroupId: queueId, UserOrGroupId: memberId }, { userId: adminId });
            }
        }
    }
}

function metadata(project: Pick<Project, 'metadata'>, type: string): MetadataFile[] {
    return project.metadata.filter((file) => file.type === type);
}

function idOf(store: Store, table: string, field: string, name: string): string | null {
    return (store.get(`SELECT Id AS id FROM "${table}" WHERE "${field}" = ?`, name)?.id ?? null) as string | null;
}
