/** Salesforce's words for rows that it refuses. */
import type { RowError } from '../../runtime/ports.ts';
import type { FieldSchema } from '../../schema/model.ts';

export function rowError(statusCode: string, message: string, fields: string[] = []): RowError {
    return { statusCode, message, fields };
}

export const idOnInsert = (): RowError => rowError('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']);

/** `update`, `delete`, `undelete` */
export const missingId = (verb: string): RowError =>
    rowError('MISSING_ARGUMENT', `Id not specified in ${verb === 'update' ? 'an' : 'a'} ${verb} call`);

export const entityDeleted = (): RowError => rowError('ENTITY_IS_DELETED', 'entity is deleted');

export const invalidCrossReference = (fields: string[] = []): RowError =>
    rowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', fields);

export const insufficientAccess = (): RowError => rowError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');

export const insufficientCrossAccess = (): RowError =>
    rowError('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', 'insufficient access rights on cross-reference id');

export const notWriteable = (fields: string[]): RowError =>
    rowError(
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify that it is ` +
            'read/write for your profile or permission set.',
        fields
    );

export const requiredMissing = (fields: string[]): RowError =>
    rowError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${fields.join(', ')}]`, fields);

export const tooLong = (field: FieldSchema, value: string): RowError =>
    rowError('STRING_TOO_LONG', `${field.label}: data value too large: ${value} (max length=${field.length})`, [field.name]);

export const outOfRange = (field: FieldSchema, value: number): RowError =>
    rowError('NUMBER_OUTSIDE_VALID_RANGE', `${field.label}: value outside of valid range on numeric field: ${value}`, [field.name]);

export const badPicklistValue = (field: FieldSchema, value: string): RowError =>
    rowError('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `${field.label}: bad value for restricted picklist field: ${value}`, [field.name]);

export const badEmail = (field: FieldSchema, value: string): RowError =>
    rowError('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [field.name]);

export const wrongIdType = (field: FieldSchema, value: string): RowError =>
    rowError('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${value}`, [field.name]);

/** The Id of the row that has the value is told in its 15 characters. */
export const duplicateValue = (field: FieldSchema, id: string | null): RowError =>
    id === null
        ? rowError('DUPLICATE_VALUE', 'duplicate value found: <unknown> duplicates value on record with id: <unknown>')
        : rowError('DUPLICATE_VALUE', `duplicate value found: ${field.name} duplicates value on record with id: ${id.slice(0, 15)}`);
