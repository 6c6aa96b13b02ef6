/** Fields that no Apex may set: audit fields, formulas, roll-ups, auto numbers. */
import type { Position } from '../../language/ast.ts';
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';

const AUDIT = new Set(['createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid', 'systemmodstamp', 'isdeleted']);
/** Records of these are made in memory with whatever a test needs. */
const FREE = new Set<SObjectSchema['kind']>(['customMetadata', 'platformEvent', 'changeEvent']);

/**
 * Reports an assignment to such a field. Other read-only fields may be set in memory: published tests make
 * `new Profile(Name = …)` and `new ApexClass(Body = …)` (soql-lib, Nebula Logger).
 */
export function checkWriteable(context: Context, at: Position, object: SObjectSchema, field: FieldSchema): void {
    const isFixed = AUDIT.has(field.name.toLowerCase()) || (field.custom && field.calculated) || field.autoNumber;
    if (object.present && !FREE.has(object.kind) && isFixed && !field.createable && !field.updateable) {
        report(context, at, `Field is not writeable: ${object.name}.${field.name}`);
    }
}
