/** Nobody is above themselves: hierarchies of accounts, contacts, cases, campaigns, roles and people have no loops. */
import type { PendingRow, SaveRule } from '../../data/ports.ts';
import type { Store } from '../../data/store/Store.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import type { PlatformContext } from './context.ts';
import { rowError } from './rowErrors.ts';

/** Standard fields that make a hierarchy. A custom lookup to its own object makes none; a hierarchy field of User does. */
const STANDARD: Record<string, string> = {
    account: 'ParentId',
    campaign: 'ParentId',
    case: 'ParentId',
    contact: 'ReportsToId',
    user: 'ManagerId',
    userrole: 'ParentRoleId'
};

/** Deeper than any hierarchy that can be built: a loop that was there before ends the walk. */
const DEEPEST = 10_000;

export function hierarchyRule({ store }: PlatformContext): SaveRule {
    return {
        objects: new Set(Object.keys(STANDARD)),
        verbs: new Set(['insert', 'update']),
        check(save, rows) {
            for (const field of fieldsOf(save.object)) {
                for (const row of rows) {
                    if (
                        !row.failed &&
                        row.changes(field) &&
                        typeof row.after![field] === 'string' &&
                        loops(store, save.object, field, rows, row)
                    ) {
                        row.fail(rowError('CIRCULAR_DEPENDENCY', 'attempt to violate hierarchy constraints', field));
                    }
                }
            }
        }
    };
}

function fieldsOf(object: SObjectSchema): string[] {
    const standard = STANDARD[object.name.toLowerCase()];
    const fields = [...object.fields.values()];
    return fields.filter(({ name, hierarchy }) => name === standard || hierarchy).map(({ name }) => name);
}

/** Does the way up from the row come back to it? Rows of the same save count as they will be. */
function loops(store: Store, object: SObjectSchema, field: string, rows: readonly PendingRow[], row: PendingRow): boolean {
    const pending = new Map(rows.filter((each) => !each.failed).map((each) => [each.id, each.after?.[field]]));
    let at = row.after![field];
    for (let depth = 0; typeof at === 'string' && depth < DEEPEST; depth++) {
        if (at === row.id) {
            return true;
        }
        at = pending.has(at)
            ? pending.get(at)!
            : (store.get(`SELECT "${field}" AS above FROM "${object.name}" WHERE Id = ?`, at)?.above ?? null);
    }
    return false;
}
