/**
 * DML statements.
 */
import type { Dml } from '../../language/ast.ts';
import { fieldOf } from '../../schema/model.ts';
import { ID, isPrimitive, sameType, typeName } from '../typeName.ts';
import type { ApexType } from '../types.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { checkExpression } from './expressions.ts';

const MERGEABLE = new Set(['Account', 'Contact', 'Lead', 'Case']);

export function checkDml(context: Context, statement: Dml): void {
    const type = checkExpression(context, statement.value);
    const duplicates = statement.duplicates && checkExpression(context, statement.duplicates);
    if (type.kind === 'error') {
        return;
    }
    if (statement.operation === 'merge') {
        checkMerge(context, statement, type, duplicates);
        return;
    }
    const record = recordOf(type);
    if (!record) {
        report(context, statement.at, `DML requires SObject or SObject list type: ${typeName(type)}`);
        return;
    }
    if (statement.value.kind === 'soql' && type.kind === 'soqlResult') {
        // `delete [SELECT …]` takes all rows.
        statement.value.conversion = undefined;
    }
    const { schema } = record;
    // Database.upsert of users works, the statement does not compile (platform.md 0.8).
    const isUserUpsert = statement.operation === 'upsert' && schema?.name === 'User';
    if (schema && statement.operation !== 'undelete' && (isUserUpsert || !schema.apexDml[statement.operation])) {
        report(context, statement.at, `DML operation ${statement.operation.toUpperCase()} not allowed on ${typeName(record)}`);
    }
    if (statement.externalId) {
        checkExternalId(context, statement, record);
    }
}

/** The record type of a record or a list of records. */
function recordOf(type: ApexType): (ApexType & { kind: 'sobject' }) | null {
    if (type.kind === 'sobject') {
        return type.name === 'AggregateResult' ? null : type;
    }
    if (type.kind === 'list' || type.kind === 'soqlResult') {
        return type.element.kind === 'sobject' ? recordOf(type.element) : null;
    }
    return null;
}

function checkExternalId(context: Context, statement: Dml, record: ApexType & { kind: 'sobject' }): void {
    const path = statement.externalId!;
    if (!record.schema) {
        report(context, statement.at, 'Upsert with a field specification requires a concrete SObject type');
        return;
    }
    const name = path.at(-1)!;
    const field = fieldOf(record.schema, name);
    if (!field || !(field.externalId || field.idLookup || field.type === 'id')) {
        report(context, statement.at, `Invalid field for upsert, must be an External Id custom or standard indexed field: ${name}`);
    }
}

function checkMerge(context: Context, statement: Dml, type: ApexType, duplicates: ApexType | null): void {
    if (type.kind !== 'sobject' || !type.schema) {
        report(context, statement.at, `Merge requires a concrete SObject type: ${typeName(type)}`);
        return;
    }
    if (!MERGEABLE.has(type.name)) {
        report(context, statement.at, `Specified type ${type.name} cannot be merged`);
        return;
    }
    if (duplicates && duplicates.kind !== 'error' && !mergeable(type, duplicates)) {
        report(context, statement.at, 'Invalid type for duplicate records');
    }
}

/** A record of the same type, its Id, or a list of either. */
function mergeable(master: ApexType, duplicates: ApexType): boolean {
    const one = duplicates.kind === 'list' || duplicates.kind === 'soqlResult' ? duplicates.element : duplicates;
    return sameType(one, master) || sameType(one, ID) || isPrimitive(one, 'String') || (one.kind === 'sobject' && one.schema === null);
}
