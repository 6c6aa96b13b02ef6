/** Ids of things that are no rows in this org but are named by rows (SetupEntityAccess). */
import { idChecksum } from '../runtime/values/ids.ts';
import type { SObjectSchema } from '../schema/model.ts';

/** Stands for a custom object's definition: the platform's prefix 01I and the object's own key prefix. */
export function definitionIdOf(object: SObjectSchema): string {
    const id = `01I000000000${object.keyPrefix ?? '000'}`;
    return id + idChecksum(id);
}
