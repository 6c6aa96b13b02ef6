/** ApexClass and ApexTrigger rows: what permissions, async jobs and stack traces refer to. */
import type { StoredRow } from '../../data/ports.ts';
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
        const known = new Map(store.all(`SELECT * FROM ${table}`).map((row) => [String(row.Name).toLowerCase(), row]));
        for (const source of project.apex.filter((each) => each.kind === kind)) {
            const before = known.get(source.name.toLowerCase());
            const values: StoredRow = {
                Name: source.name,
                ApiVersion: source.apiVersion,
                Status: source.active ? 'Active' : 'Inactive',
                IsValid: 1,
                LengthWithoutComments: source.text.length,
                Body: source.text
            };
            known.delete(source.name.toLowerCase());
            if (!before) {
                store.insert(table, values, { userId: adminId });
            } else if (Object.entries(values).some(([name, value]) => before[name] !== value)) {
                // What is as it was keeps its date.
                store.update(table, String(before.Id), values, { userId: adminId });
            }
        }
        for (const { Id } of known.values()) {
            const id = String(Id);
            store.change('SetupEntityAccess', `DELETE FROM SetupEntityAccess WHERE SetupEntityId = ?`, id);
            store.remove(table, id);
        }
    }
}
