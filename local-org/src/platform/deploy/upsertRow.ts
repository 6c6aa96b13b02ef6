import type { StoredRow } from '../../data/ports.ts';
import type { DeployContext } from './deployPlatform.ts';

/** Changes the row that has this key, or makes it: what a deployment does with a component. */
export function upsertRow(
    { store, adminId }: DeployContext,
    table: string,
    key: Record<string, string>,
    values: StoredRow
): { id: string; created: boolean } {
    const condition = Object.keys(key)
        .map((field) => `"${field}" = ?`)
        .join(' AND ');
    const known = store.get(`SELECT Id AS id FROM "${table}" WHERE ${condition}`, ...Object.values(key));
    if (known) {
        store.update(table, String(known.id), values, { userId: adminId });
        return { id: String(known.id), created: false };
    }
    return { id: store.insert(table, { ...key, ...values }, { userId: adminId }), created: true };
}
