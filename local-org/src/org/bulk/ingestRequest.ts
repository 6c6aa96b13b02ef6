/** What a client asks of an ingest job when it creates one: checked, in Salesforce's words. */
import { UnsupportedError } from '../../runtime/errors.ts';
import { fieldOf } from '../../schema/model.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import type { Assembly } from '../assemble.ts';
import { RequestRefused } from '../records.ts';
import { DELIMITERS, LINE_ENDINGS } from './model.ts';
import type { BulkJob, ColumnDelimiter, IngestOperation, LineEnding } from './model.ts';

export type NewJob = Omit<BulkJob, 'id' | 'createdDate' | 'systemModstamp'>;

const OPERATIONS = ['insert', 'update', 'upsert', 'delete', 'hardDelete'];
const KNOWN = new Set([
    'object',
    'operation',
    'contentType',
    'columnDelimiter',
    'lineEnding',
    'externalIdFieldName',
    'assignmentRuleId',
    'concurrencyMode',
    'query'
]);

/** Options that ingest and query jobs share. */
export function formatOf(body: Record<string, unknown>): { columnDelimiter: ColumnDelimiter; lineEnding: LineEnding } {
    const { contentType = 'CSV', columnDelimiter = 'COMMA', lineEnding = 'LF' } = body;
    const unknown = Object.keys(body).find((name) => !KNOWN.has(name));
    if (unknown !== undefined) {
        throw new RequestRefused('JSON_PARSER_ERROR', `Unrecognized field "${unknown}" of a bulk job`);
    }
    if (contentType !== 'CSV') {
        throw new RequestRefused(
            'INVALIDJOB',
            `InvalidJob : Invalid value for contentType: ${String(contentType)}. CSV is the only content type.`
        );
    }
    if (typeof columnDelimiter !== 'string' || !Object.hasOwn(DELIMITERS, columnDelimiter)) {
        throw oneOf('columnDelimiter', columnDelimiter, Object.keys(DELIMITERS));
    }
    if (typeof lineEnding !== 'string' || !Object.hasOwn(LINE_ENDINGS, lineEnding)) {
        throw oneOf('lineEnding', lineEnding, Object.keys(LINE_ENDINGS));
    }
    return { columnDelimiter: columnDelimiter as ColumnDelimiter, lineEnding: lineEnding as LineEnding };
}

function oneOf(name: string, value: unknown, values: readonly string[]): RequestRefused {
    return new RequestRefused(
        'INVALIDJOB',
        `InvalidJob : Invalid value for ${name}: ${String(value)}. It must be one of ${values.join(', ')}.`
    );
}

/** Bulk API is for people who may use APIs. */
export function requireApi(org: Assembly, userId: string): void {
    if (!org.security.hasUserPermission(userId, 'ApiEnabled')) {
        throw new RequestRefused('API_DISABLED_FOR_ORG', 'API is not enabled for this Organization or Partner');
    }
}

/** @throws RequestRefused */
export function ingestRequest(org: Assembly, userId: string, apiVersion: string, body: Record<string, unknown>): NewJob {
    requireApi(org, userId);
    const format = formatOf(body);
    const { object: objectName, operation, externalIdFieldName, assignmentRuleId } = body;
    if (typeof operation !== 'string' || !OPERATIONS.includes(operation)) {
        throw oneOf('operation', operation, OPERATIONS);
    }
    if (typeof objectName !== 'string' || objectName === '') {
        throw new RequestRefused('INVALIDJOB', 'InvalidJob : No object was provided for this job');
    }
    if (assignmentRuleId !== undefined && assignmentRuleId !== null) {
        throw new UnsupportedError('assignmentRuleId of a bulk job');
    }
    const object = bulkObject(org, userId, objectName);
    if (operation === 'hardDelete' && !org.security.hasUserPermission(userId, 'BulkApiHardDelete')) {
        throw new RequestRefused(
            'FEATURENOTENABLED',
            'FeatureNotEnabled : hardDelete operation requires special user profile permission, please contact your system administrator'
        );
    }
    return {
        kind: 'V2Ingest',
        userId,
        operation: operation as IngestOperation,
        object: object.name,
        state: 'Open',
        externalId: externalIdOf(object, operation, externalIdFieldName),
        ...format,
        apiVersion,
        query: null,
        ...NOTHING_DONE
    };
}

export const NOTHING_DONE = {
    header: null,
    problem: null,
    errorMessage: null,
    records: 0,
    processed: 0,
    failed: 0,
    apiTime: 0,
    apexTime: 0
};

/** Objects that the user does not see do not exist for them. */
export function bulkObject(org: Assembly, userId: string, name: string): SObjectSchema {
    const object = org.schema.object(name);
    if (!object?.present || !org.security.objectAccess(userId, object).read) {
        throw new RequestRefused('INVALIDENTITY', `Unable to find object: ${name}`);
    }
    if (object.kind === 'platformEvent' || !object.keyPrefix) {
        throw new RequestRefused('INVALIDENTITY', `Entity '${object.name}' is not supported by the Bulk API.`);
    }
    return object;
}

function externalIdOf(object: SObjectSchema, operation: string, name: unknown): string | null {
    if (operation !== 'upsert') {
        if (name !== undefined && name !== null && name !== '') {
            throw new RequestRefused(
                'INVALIDJOB',
                `InvalidJob : externalIdFieldName can only be specified for upsert, not for ${operation}`
            );
        }
        return null;
    }
    if (typeof name !== 'string' || name === '') {
        throw new RequestRefused(
            'INVALIDJOB',
            `InvalidJob : External ID was blank for ${object.name}. An External ID must be specified for upsert.`
        );
    }
    const field = fieldOf(object, name);
    if (!field || !(field.type === 'id' || field.externalId || field.idLookup)) {
        throw new RequestRefused(
            'INVALIDJOB',
            `InvalidJob : Field name provided, ${name} does not match an External ID, Salesforce Id, or indexed field for ${object.name}`
        );
    }
    return field.name;
}
