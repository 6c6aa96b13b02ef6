/** Approval processes of the project get their ProcessDefinition and ProcessNode rows. */
import { ApprovalRegistry } from '../approvals/ApprovalRegistry.ts';
import type { DeployContext } from './deployPlatform.ts';

export function deployApprovals({ store, project, adminId, problem }: DeployContext): ApprovalRegistry {
    const registry = ApprovalRegistry.of(project);
    for (const process of registry.processes) {
        const file = { path: process.path };
        if (!store.schema.object(process.object)?.present) {
            problem(file, `In field: object - no CustomObject named ${process.object} found`);
        }
        const values = { Name: process.label, Type: 'Approval', State: process.active ? 'Active' : 'Inactive', LockType: 'Total' };
        const known = store.get(
            `SELECT Id AS id FROM ProcessDefinition WHERE DeveloperName = ? AND TableEnumOrId = ?`,
            process.developerName,
            process.object
        );
        const id = known
            ? String(known.id)
            : store.insert(
                  'ProcessDefinition',
                  { DeveloperName: process.developerName, TableEnumOrId: process.object, ...values },
                  { userId: adminId }
              );
        if (known) {
            store.update('ProcessDefinition', id, values, { userId: adminId });
        }
        for (const step of process.steps) {
            if (!store.get(`SELECT 1 FROM ProcessNode WHERE ProcessDefinitionId = ? AND DeveloperName = ?`, id, step.name)) {
                store.insert('ProcessNode', { ProcessDefinitionId: id, DeveloperName: step.name, Name: step.label }, { userId: adminId });
            }
            for (const approver of step.approvers) {
                const sql =
                    approver.type === 'user'
                        ? `SELECT 1 FROM "User" WHERE Username = ?`
                        : approver.type === 'queue'
                          ? `SELECT 1 FROM "Group" WHERE Type = 'Queue' AND DeveloperName = ?`
                          : null;
                if (sql && !store.get(sql, approver.name)) {
                    problem(file, `In field: name - no ${approver.type === 'user' ? 'User' : 'Queue'} named ${approver.name} found`);
                }
            }
        }
    }
    return registry;
}
