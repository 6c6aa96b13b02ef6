/** How share objects are laid out: AccountShare with AccountId and AccountAccessLevel, X__Share with ParentId and AccessLevel. */
import type { Schema, SObjectSchema } from '../../schema/model.ts';

export interface ShareTable {
    name: string;
    parentField: string;
    levelField: string;
}

const tablesBySchema = new WeakMap<Schema, Map<string, ShareTable>>();

/** The share table of an object; null when its rows are not shared one by one in this org. */
export function shareTableOf(schema: Schema, object: SObjectSchema): ShareTable | null {
    let tables = tablesBySchema.get(schema);
    if (!tables) {
        tables = new Map();
        for (const each of schema.presentObjects?.() ?? schema.objects()) {
            if (each.kind === 'share' && each.present && each.shareOf) {
                const custom = each.fields.has('parentid');
                tables.set(each.shareOf.toLowerCase(), {
                    name: each.name,
                    parentField: custom ? 'ParentId' : `${each.shareOf}Id`,
                    levelField: custom ? 'AccessLevel' : `${each.shareOf}AccessLevel`
                });
            }
        }
        tablesBySchema.set(schema, tables);
    }
    return tables.get(object.name.toLowerCase()) ?? null;
}
