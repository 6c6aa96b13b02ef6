/** Rows that speak of objects and fields which a deployment has deleted. */
import type { Store } from '../../data/store/Store.ts';
import type { Schema, SObjectSchema } from '../../schema/model.ts';

/** Tables that name an object in a column. */
const OF_OBJECTS: readonly [table: string, column: string][] = [
    ['ObjectPermissions', 'SobjectType'],
    ['FieldPermissions', 'SobjectType'],
    ['QueueSobject', 'SobjectType'],
    ['RecordType', 'SobjectType']
];

/** Call with the new schema adopted. */
export function removeTraces(store: Store, before: Schema & { presentObjects?(): Iterable<SObjectSchema> }, after: Schema): void {
    for (const object of before.presentObjects?.() ?? []) {
        const still = after.object(object.name);
        if (!still?.present) {
            for (const [table, column] of OF_OBJECTS) {
                if (after.object(table)?.present) {
                    store.change(table, `DELETE FROM "${table}" WHERE "${column}" = ?`, object.name);
                }
            }
            continue;
        }
        for (const field of object.fields.values()) {
            if (field.custom && !still.fields.has(field.name.toLowerCase())) {
                store.change('FieldPermissions', `DELETE FROM FieldPermissions WHERE Field = ?`, `${object.name}.${field.name}`);
            }
        }
    }
}
