/** Rows that are components: deleting the component deletes the row, by the org's own rules where it lets records of the kind be deleted. */
import type { ComponentRef } from '../../metadata/index.ts';
import type { Assembly } from '../assemble.ts';
import { recordFromJson } from '../recordJson.ts';
import { inTransaction } from '../transactions.ts';

interface RowKind {
    table: string;
    /** Finds the row's Id; `?` is the full name. */
    sql: string;
    /** Rows that go along, which no rule of the org knows. */
    parts?: readonly [table: string, parent: string][];
}

const byDeveloperName = (table: string, more = ''): string => `SELECT Id AS id FROM "${table}" WHERE DeveloperName = ?${more}`;

const RIGHTS: RowKind['parts'] = [
    ['ObjectPermissions', 'ParentId'],
    ['FieldPermissions', 'ParentId'],
    ['SetupEntityAccess', 'ParentId'],
    ['PermissionSetGroupComponent', 'PermissionSetId']
];

const KINDS: Record<string, RowKind | undefined> = {
    PermissionSet: {
        table: 'PermissionSet',
        sql: `SELECT Id AS id FROM PermissionSet WHERE Name = ? AND IsOwnedByProfile = 0`,
        parts: RIGHTS
    },
    PermissionSetGroup: { table: 'PermissionSetGroup', sql: byDeveloperName('PermissionSetGroup') },
    CustomPermission: {
        table: 'CustomPermission',
        sql: byDeveloperName('CustomPermission'),
        parts: [['SetupEntityAccess', 'SetupEntityId']]
    },
    Queue: {
        table: 'Group',
        sql: byDeveloperName('Group', ` AND Type = 'Queue'`),
        parts: [
            ['QueueSobject', 'QueueId'],
            ['GroupMember', 'GroupId']
        ]
    },
    Group: { table: 'Group', sql: byDeveloperName('Group', ` AND Type = 'Regular'`), parts: [['GroupMember', 'GroupId']] },
    Role: { table: 'UserRole', sql: byDeveloperName('UserRole') },
    Flow: { table: 'FlowDefinitionView', sql: `SELECT Id AS id FROM FlowDefinitionView WHERE ApiName = ?` },
    RecordType: { table: 'RecordType', sql: `SELECT Id AS id FROM RecordType WHERE SobjectType || '.' || DeveloperName = ?` },
    ApprovalProcess: {
        table: 'ProcessDefinition',
        sql: `SELECT Id AS id FROM ProcessDefinition WHERE TableEnumOrId || '.' || DeveloperName = ?`,
        parts: [['ProcessNode', 'ProcessDefinitionId']]
    }
};

/**
 * Call inside the savepoint of the deployment, with the org's rooms as they were. Returns what the org refuses, in its own words.
 */
export function removeRows(org: Assembly, removed: readonly ComponentRef[], userId: string): { ref: ComponentRef; problem: string }[] {
    return removed.flatMap((ref) => {
        const kind = KINDS[ref.type];
        const id = kind && org.store.schema.object(kind.table)?.present ? org.store.get(kind.sql, ref.fullName)?.id : undefined;
        const problem = kind && typeof id === 'string' ? removeRow(org, kind, id, userId) : null;
        return problem === null ? [] : [{ ref, problem }];
    });
}

function removeRow(org: Assembly, { table, parts = [] }: RowKind, id: string, userId: string): string | null {
    const { store } = org;
    const object = store.object(table);
    if (object.deletable && object.apexDml.delete) {
        const problem = inTransaction(org, { userId }, (transaction) => {
            const [{ success, errors }] = org.data.dml(transaction, 'delete', [recordFromJson(object, { Id: id })], {
                access: 'system',
                sharing: false,
                allOrNone: false,
                externalIdField: null
            });
            return success ? null : errors.map(({ message }) => message).join('; ');
        });
        if (problem !== null) {
            return problem;
        }
    }
    for (const [part, parent] of parts) {
        store.change(part, `DELETE FROM "${part}" WHERE "${parent}" = ?`, id);
    }
    store.remove(table, id);
    return null;
}
