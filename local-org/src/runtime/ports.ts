/**
 * What the runtime needs from the rooms that know data, users, jobs and the outside. They implement these
 * ports; emitted code and library bodies reach them only through the Transaction.
 */
import type { Query, SoslQuery } from '../language/soqlAst.ts';
import type { SObjectSchema } from '../schema/model.ts';
import type { SObject } from './values/SObject.ts';
import type { ApexList } from './values/ApexList.ts';
import type { Transaction } from './Transaction.ts';

export type AccessMode = 'user' | 'system';
export type DmlVerb = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';

/** One row's error as Salesforce tells it. */
export interface RowError {
    statusCode: string;
    message: string;
    fields: string[];
}

export interface RowResult {
    success: boolean;
    id: string | null;
    /** upsert: was it inserted? */
    created: boolean;
    errors: RowError[];
}

export interface QueryOptions {
    access: AccessMode;
    /** Are the sharing rules of the running user applied? (user access always does) */
    sharing: boolean;
    /** Values of the query's binds, by index. */
    binds: unknown[];
}

export interface DmlOptions {
    access: AccessMode;
    sharing: boolean;
    allOrNone: boolean;
    /** For upsert: lower-case field name, null = Id. */
    externalIdField: string | null;
    /** A write by REST or Bulk API: what the object's describe allows counts, not what Apex may do with it. */
    api?: boolean;
    /** Database.DMLOptions, where given. */
    assignmentRule?: boolean;
    triggerUserEmail?: boolean;
    allowFieldTruncation?: boolean;
}

/** The org's records. Implemented by `data/`. */
export interface DataPort {
    /** Throws ApexException (System.QueryException …) through `transaction`. COUNT() queries go to `count`. */
    query(transaction: Transaction, query: Query, options: QueryOptions): ApexList;
    count(transaction: Transaction, query: Query, options: QueryOptions): number;
    search(transaction: Transaction, query: SoslQuery, options: QueryOptions): ApexList;
    /**
     * Rows of a dynamic query text that is too large to hold (batch, cursor, SOQL loop): an iterator of chunks of at most `size`.
     * Counts one query and its rows.
     */
    queryChunks(transaction: Transaction, query: Query, options: QueryOptions, size: number): Iterable<SObject[]>;
    /** The tree of a query text, binds as names. Throws System.QueryException in the platform's words. */
    parse?(text: string): Query;
    /** The Ids that a query finds, in its order: what a cursor or a batch fixes when it starts. Counts nothing. */
    queryIds?(transaction: Transaction, query: Query, options: QueryOptions): string[];
    /** The rows of a query among some Ids, as they are now and in the order of the Ids; its conditions do not count again. Counts nothing. */
    queryByIds?(transaction: Transaction, query: Query, options: QueryOptions, ids: readonly string[]): SObject[];
    /** Deleted records for good. Counts nothing. */
    emptyRecycleBin?(transaction: Transaction, records: SObject[]): RowResult[];
    /** Never throws for row errors: the caller decides by allOrNone (with allOrNone the statement is rolled back when any row failed). */
    dml(transaction: Transaction, verb: DmlVerb, records: SObject[], options: DmlOptions): RowResult[];
    /** Nested; a rollback undoes everything since. */
    setSavepoint(transaction: Transaction): number;
    rollback(transaction: Transaction, savepoint: number): void;
    /** Test.setCreatedDate. */
    setCreatedDate?(transaction: Transaction, id: string, milliseconds: number): void;
    releaseSavepoint(transaction: Transaction, savepoint: number): void;
    begin(transaction: Transaction): void;
    commit(transaction: Transaction): void;
    abort(transaction: Transaction): void;
}

/** May this user see or change that? Implemented by `security/`, asked by `data/` and the describe calls. */
export interface SecurityPort {
    objectAccess(
        userId: string,
        object: SObjectSchema
    ): { create: boolean; read: boolean; edit: boolean; delete: boolean; viewAll: boolean; modifyAll: boolean };
    fieldAccess(userId: string, object: SObjectSchema, field: string): { read: boolean; edit: boolean };
    /** API names of user permissions as in PermissionSet: ManageUsers, ViewSetup, ModifyAllData … */
    hasUserPermission(userId: string, permission: string): boolean;
    hasCustomPermission(userId: string, developerName: string): boolean;
    classAccess(userId: string, className: string): boolean;
}

export interface EnqueuedJob {
    apexJobId: string;
}

/** Jobs. Implemented by `async/`. */
export interface AsyncPort {
    enqueueQueueable(
        transaction: Transaction,
        job: unknown,
        options: { delayMinutes?: number; maximumStackDepth?: number; duplicateSignature?: string }
    ): string;
    attachFinalizer(transaction: Transaction, finalizer: unknown): void;
    executeBatch(transaction: Transaction, batch: unknown, scopeSize: number): string;
    schedule(transaction: Transaction, name: string, cron: string, job: unknown): string;
    future(transaction: Transaction, className: string, methodKey: string, args: unknown[], callout: boolean): void;
    abortJob(transaction: Transaction, jobId: string): void;
    publish(transaction: Transaction, events: SObject[]): RowResult[];
    /** Test.stopTest: run what was enqueued since startTest, each in its own transaction. */
    runPendingForTest(transaction: Transaction): void;
    deliverEvents(transaction: Transaction): void;
}

/** What Salesforce does beyond records: approvals, passwords, callouts, mail. Implemented by `platform/`. */
export interface PlatformPort {
    processApproval(transaction: Transaction, request: unknown): unknown;
    lockRecords(transaction: Transaction, ids: string[], locked: boolean): RowResult[];
    isLocked(transaction: Transaction, id: string): boolean;
    resetPassword(transaction: Transaction, userId: string, sendEmail: boolean): string;
    /** System.UserManagement.obfuscateUser: overwrites what identifies a person; `userName` null = a made-up one. */
    obfuscateUser?(transaction: Transaction, userId: string, userName: string | null): void;
    /** Blocking; the real network is loopback only. */
    callout(
        transaction: Transaction,
        request: { method: string; endpoint: string; headers: Record<string, string>; body: Uint8Array; timeoutMs: number }
    ): {
        status: number;
        statusText: string;
        headers: Record<string, string>;
        body: Uint8Array;
    };
}

/** What UserInfo tells about a user: read from the user's row without counting as a query. */
export interface UserDetails {
    id: string;
    name: string;
    firstName: string | null;
    lastName: string;
    email: string;
    userName: string;
    profileId: string;
    roleId: string | null;
    /** `Standard`, as User.UserType. */
    userType: string;
    /** IANA name as in User.TimeZoneSidKey. */
    timeZone: string;
    /** `en_US`. */
    locale: string;
    language: string;
}

export interface OrganizationDetails {
    id: string;
    name: string;
    /** `https://….my.salesforce.com` or the local server's, without a slash at the end. */
    domainUrl: string;
    defaultCurrency: string;
    multiCurrency: boolean;
}

/** Who runs and where. Implemented by `platform/`; without it UserInfo and the like are unsupported and the zone is GMT. */
export interface IdentityPort {
    user(transaction: Transaction, userId: string): UserDetails;
    organization(transaction: Transaction): OrganizationDetails;
    /** Session of the running request, null where there is none (async Apex, tests). */
    sessionId?(transaction: Transaction): string | null;
}

export interface Ports {
    identity?: IdentityPort;
    data: DataPort;
    security: SecurityPort;
    async: AsyncPort;
    platform: PlatformPort;
}
