/** ApexClass and ApexTrigger rows: what permissions, async jobs and stack traces refer to. */
import type { Store } from '../../data/store/Store.ts';
import type { Project } from '../../schema/project.ts';

/** Brings the rows in line with the project's classes and triggers; those that are gone are removed with their access. */
export function deployApex(store: Store, project: Project, adminId: string): void {
    for (const [table, kind] of [
        ['ApexClass', 'class'],
        ['ApexTrigger', 'trigger']
    ] as const) {
        if (!store.schema.object(table)?.present) {
            continue;
        }
        const known = new Map(
            store.all(`SELECT Id AS id, Name AS name FROM ${table}`).map((row) => [String(row.name).toLowerCase(), String(row.id)])
        );
        for (const source of project.apex.filter((each) => each.kind === kind)) {
            const id = known.get(source.name.toLowerCase());
            const values = {
                Name: source.name,
                ApiVersion: source.apiVersion,
                Status: source.active ? 'Active' : 'Inactive',
                IsValid: 1,
                LengthWithoutComments: source.text.length,
                Body: source.text
            };
            if (id === undefined) {
                store.insert(table, values, { userId: adminId });
            } else {
                known.delete(source.name.toLowerCase());
                store.update(table, id, values, { userId: adminId });
            }
        }
        for (const id of known.values()) {
            store.change('SetupEntityAccess', `DELETE FROM SetupEntityAccess WHERE SetupEntityId = ?`, id);
            store.remove(table, id);
        }
    }
}
