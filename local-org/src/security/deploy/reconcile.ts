import type { Store } from '../../data/store/Store.ts';
import type { StoredRow } from '../../data/ports.ts';

/** Rows that hang on one parent and are told apart by one column. */
export interface OwnedRows {
    table: string;
    parent: string;
    key: string;
}

/**
 * Brings the rows of one parent in line with what is wanted by key (null: none). What says the same already keeps its Id, so that
 * opening an org again changes nothing.
 *
 * @param replace remove what is not named; otherwise it stays
 */
export function reconcile(
    store: Store,
    { table, parent, key }: OwnedRows,
    parentId: string,
    wanted: ReadonlyMap<string, StoredRow | null>,
    { replace, adminId }: { replace: boolean; adminId: string }
): void {
    const present = new Map(store.all(`SELECT * FROM "${table}" WHERE "${parent}" = ?`, parentId).map((row) => [String(row[key]), row]));
    for (const [name, row] of wanted) {
        const before = present.get(name);
        if (row === null) {
            if (before) {
                store.remove(table, String(before.Id));
            }
        } else if (!before) {
            store.insert(table, { [parent]: parentId, [key]: name, ...row }, { userId: adminId });
        } else if (Object.entries(row).some(([column, value]) => before[column] !== value)) {
            store.update(table, String(before.Id), row, { userId: adminId });
        }
    }
    if (replace) {
        for (const [name, row] of present) {
            if (!wanted.has(name)) {
                store.remove(table, String(row.Id));
            }
        }
    }
}
