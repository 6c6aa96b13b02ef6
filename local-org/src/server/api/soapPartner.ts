/** The partner API, as far as common tools need it: who one is, queries, records in lists of up to 200. */
import { UnsupportedError } from '../../localOrg.ts';
import type { ApiResponse } from '../protocol.ts';
import { element, elementOf, escapeXml, soapResponse, SoapFault, textOf } from '../soap.ts';
import type { SoapCall } from '../soap.ts';
import type { Context } from './router.ts';

export const PARTNER = 'urn:partner.soap.sforce.com';

export type SoapOperation = (context: Context, call: SoapCall) => ApiResponse | Promise<ApiResponse>;

/** From this version on the operation is gone (platform.md 0.9). */
const WITHOUT_LOGIN = 65;
const MOST_RECORDS = 200;
/** A query that has more rows needs queryMore. */
const MOST_ROWS = 2_000;

type RecordValues = Record<string, unknown>;

export function respond(operation: string, results: string): ApiResponse {
    return soapResponse(PARTNER, `<${operation}Response>${results}</${operation}Response>`);
}

/** Needs no session. Passwords are not kept, so nobody can log in with one. */
export function login({ params }: Context): never {
    if (Number(params.version) >= WITHOUT_LOGIN) {
        throw unknownOperation('login');
    }
    throw new UnsupportedError('SOAP login() with a password; log in by OAuth');
}

export function unknownOperation(name: string): SoapFault {
    return new SoapFault('UNKNOWN_EXCEPTION', `No operation available for request {${PARTNER}}${name}`);
}

function getUserInfo({ org, userId }: Context): ApiResponse {
    const [user] = org.query(
        userId,
        'SELECT Name, Username, Email, ProfileId, UserRoleId, LanguageLocaleKey, LocaleSidKey, TimeZoneSidKey, UserType ' +
            `FROM User WHERE Id = '${userId}'`
    ).records;
    const [organization] = org.query(userId, 'SELECT Id, Name FROM Organization').records;
    const result = {
        organizationId: organization.Id,
        organizationMultiCurrency: false,
        organizationName: organization.Name,
        profileId: user.ProfileId,
        roleId: user.UserRoleId,
        userEmail: user.Email,
        userFullName: user.Name,
        userId,
        userLanguage: user.LanguageLocaleKey,
        userLocale: user.LocaleSidKey,
        userName: user.Username,
        userTimeZone: user.TimeZoneSidKey,
        userType: user.UserType
    };
    return respond('getUserInfo', element('result', result));
}

function getServerTimestamp({ org }: Context): ApiResponse {
    return respond('getServerTimestamp', element('result', { timestamp: new Date(org.assembly.now()).toISOString() }));
}

function setPassword(context: Context, { body }: SoapCall): ApiResponse {
    context.org.setPassword(context.userId, textOf(body.userId), textOf(body.password));
    return respond('setPassword', '<result/>');
}

function query({ org, userId }: Context, { body }: SoapCall): ApiResponse {
    const { totalSize, records } = org.query(userId, textOf(body.queryString));
    if (records.length > MOST_ROWS) {
        throw new UnsupportedError(`SOAP queryMore: the query has ${records.length} rows; use REST`);
    }
    const rows = records.map((each) => recordXml('records', each)).join('');
    return respond('query', `<result><done>true</done><queryLocator xsi:nil="true"/>${rows}<size>${totalSize}</size></result>`);
}

/** As the partner API writes a record: its type, its Id even when nobody asked, its fields; related records nest. */
function recordXml(name: string, { attributes, ...fields }: RecordValues): string {
    const type = String((attributes as { type?: string } | undefined)?.type ?? 'AggregateResult');
    const values = Object.entries(fields).map(([field, value]) => valueXml(field, value));
    return (
        `<${name} xsi:type="sf:sObject" xmlns:sf="urn:sobject.partner.soap.sforce.com"><sf:type>${type}</sf:type>` +
        `${element('sf:Id', fields.Id ?? null)}${values.join('')}</${name}>`
    );
}

function valueXml(field: string, value: unknown): string {
    if (value !== null && typeof value === 'object') {
        const related = value as RecordValues;
        if (Array.isArray(related.records)) {
            const rows = (related.records as RecordValues[]).map((each) => recordXml('records', each)).join('');
            return `<sf:${field} xsi:type="QueryResult"><done>true</done><queryLocator xsi:nil="true"/>${rows}<size>${related.records.length}</size></sf:${field}>`;
        }
        return recordXml(`sf:${field}`, related);
    }
    return value === null || value === undefined
        ? `<sf:${field} xsi:nil="true"/>`
        : `<sf:${field}>${escapeXml(String(value))}</sf:${field}>`;
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value]);

function expectFew(count: number): void {
    if (count > MOST_RECORDS) {
        throw new SoapFault('EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${MOST_RECORDS} records into this call`);
    }
}

/** `<sObjects>` as rows: texts become what the fields hold. */
function rowsOf({ org, userId }: Context, given: unknown): { object: string; record: RecordValues }[] {
    const elements = list(given) as RecordValues[];
    expectFew(elements.length);
    return elements.map(({ type, fieldsToNull, ...fields }) => {
        const object = textOf(type).trim();
        const description = org.describe(userId, object) as { fields: { name: string; type: string }[] } | null;
        if (!description) {
            throw new SoapFault('INVALID_TYPE', `sObject type '${object}' is not supported.`);
        }
        const typeOf = new Map(description.fields.map((field) => [field.name.toLowerCase(), field.type]));
        const record: RecordValues = {};
        for (const [name, value] of Object.entries(fields).filter(([each]) => each !== '#text')) {
            if (value !== null && typeof value === 'object') {
                throw new UnsupportedError(`SOAP records with related records (${name})`);
            }
            record[name] = typed(typeOf.get(name.toLowerCase()), textOf(value));
        }
        list(fieldsToNull).forEach((name) => (record[textOf(name)] = null));
        return { object, record };
    });
}

function typed(type: string | undefined, text: string): unknown {
    switch (type) {
        case 'boolean':
            return text === 'true' || text === '1';
        case 'integer':
        case 'long':
        case 'double':
        case 'currency':
        case 'percent':
            return text === '' ? null : Number(text);
        default:
            return text;
    }
}

const save =
    (operation: 'create' | 'update', verb: 'insert' | 'update'): SoapOperation =>
    (context, { body, header }) => {
        const allOrNone = textOf(elementOf(header, 'AllOrNoneHeader').allOrNone) === 'true';
        const results = context.org.saveMany(context.userId, verb, rowsOf(context, body.sObjects), { allOrNone });
        return respond(operation, results.map((each) => element('result', saved(each))).join(''));
    };

type Saved = ReturnType<Context['org']['saveMany']>[number];

function saved({ id, success, errors }: Saved): object {
    return { errors: errors.map(({ fields, message, statusCode }) => ({ fields, message, statusCode })), id, success };
}

function remove({ org, userId }: Context, { body, header }: SoapCall): ApiResponse {
    const ids = list(body.ids ?? body.ID).map((id) => textOf(id).trim());
    expectFew(ids.length);
    const rows = ids.map((Id) => {
        const object = org.objectOfId(Id);
        if (object === null) {
            throw new SoapFault('MALFORMED_ID', `malformed id ${Id}`);
        }
        return { object, record: { Id } };
    });
    const allOrNone = textOf(elementOf(header, 'AllOrNoneHeader').allOrNone) === 'true';
    const results = org.saveMany(userId, 'delete', rows, { allOrNone });
    return respond('delete', results.map((each) => element('result', saved(each))).join(''));
}

function retrieve({ org, userId }: Context, { body }: SoapCall): ApiResponse {
    const ids = list(body.ids).map((id) => textOf(id).trim());
    const fields = textOf(body.fieldList)
        .split(',')
        .map((field) => field.trim());
    const rows = ids.map((id) => org.record(userId, textOf(body.sObjectType).trim(), id, fields));
    return respond('retrieve', rows.map((row) => (row ? recordXml('result', row) : '<result xsi:nil="true"/>')).join(''));
}

export const PARTNER_OPERATIONS: Record<string, SoapOperation> = {
    getUserInfo,
    getServerTimestamp,
    setPassword,
    query,
    retrieve,
    create: save('create', 'insert'),
    update: save('update', 'update'),
    delete: remove
};

/** What the partner API has beside them. */
export const UNBUILT_PARTNER_OPERATIONS: ReadonlySet<string> = new Set(
    (
        'changeOwnPassword convertLead deleteByExample describeAllTabs describeAppMenu describeApprovalLayout describeAvailableQuickActions ' +
        'describeCompactLayouts describeDataCategoryGroups describeDataCategoryGroupStructures describeDataCategoryMappings describeGlobal describeGlobalTheme ' +
        'describeKnowledgeSettings describeLayout describeNouns describePathAssistants describePrimaryCompactLayouts describeQuickActions ' +
        'describeQuickActionsForRecordType describeSearchableEntities describeSearchLayouts describeSearchScopeOrder describeSObject describeSObjectListViews ' +
        'describeSObjects describeSoftphoneLayout describeSoqlListViews describeTabs describeTheme describeVisualForce emptyRecycleBin executeListView ' +
        'findDuplicates findDuplicatesByIds getDeleted getUpdated invalidateSessions logout merge performQuickActions process queryAll queryMore ' +
        'renderEmailTemplate renderStoredEmailTemplate resetPassword retrieveMassQuickActionTemplates retrieveQuickActionTemplates search sendEmail ' +
        'sendEmailMessage undelete upsert'
    ).split(' ')
);
