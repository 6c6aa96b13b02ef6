/** Merge: up to two duplicates go into a master. Their children move over, then they are deleted. */
import { ApexException } from '../../runtime/values/ApexException.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import { quoted, storageOf } from '../store/columns.ts';
import type { DmlContext } from './context.ts';
import { deleteChunk } from './deleting.ts';
import type { Pending } from './Pending.ts';
import { saveChunk } from './saving.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_examples_merge.htm */
const MERGEABLE = new Set(['Account', 'Case', 'Contact', 'Lead']);
const MAXIMUM_DUPLICATES = 2;

/**
 * The first row is the master. Delete-triggers run for the duplicates, update-triggers for the master.
 *
 * @throws ApexException (System.TypeException, System.ListException) for what cannot be merged at all
 */
export function mergeRows(context: DmlContext, object: SObjectSchema, rows: readonly Pending[]): void {
    const [master, ...duplicates] = rows;
    if (!MERGEABLE.has(object.name)) {
        throw ApexException.of('System.TypeException', `DML operation MERGE not allowed on ${object.name}`);
    }
    if (duplicates.length === 0 || duplicates.length > MAXIMUM_DUPLICATES) {
        throw ApexException.of('System.ListException', `Merge takes one or ${MAXIMUM_DUPLICATES} duplicates: ${duplicates.length}`);
    }
    moveChildren(
        context,
        object,
        master!.id,
        duplicates.map((row) => row.id)
    );
    deleteChunk(context, object, duplicates);
    if (duplicates.every((row) => !row.failed)) {
        markMerged(context, object, master!.id, duplicates);
        saveChunk(context, 'update', object, [master!]);
    }
}

/** Every reference of this org that points at a duplicate points at the master from now on. */
function moveChildren({ store }: DmlContext, object: SObjectSchema, master: string, duplicates: readonly string[]): void {
    for (const { childObject, field } of object.childRelationships) {
        const child = store.schema.object(childObject);
        const reference = child?.fields.get(field.toLowerCase());
        if (!child?.present || !reference || storageOf(reference) === null || reference.name === 'MasterRecordId') {
            continue;
        }
        const column = quoted(reference.name);
        store.change(
            child.name,
            `UPDATE ${quoted(child.name)} SET ${column} = ? WHERE ${column} IN (SELECT value FROM json_each(?)) AND "IsDeleted" = 0`,
            master,
            JSON.stringify(duplicates)
        );
    }
}

function markMerged({ store }: DmlContext, object: SObjectSchema, master: string, duplicates: readonly Pending[]): void {
    if (object.fields.has('masterrecordid')) {
        for (const { id } of duplicates) {
            store.change(object.name, `UPDATE ${quoted(object.name)} SET "MasterRecordId" = ? WHERE "Id" = ?`, master, id);
        }
    }
}
