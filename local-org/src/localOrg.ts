/**
 * The narrow face of the local org: open a project, ask it for what an org can be asked for.
 * Everything behind it may change; testing, server and command line use nothing else.
 */
import { administratorToLogIn, createSession, expireSessions, LoginRefused, sessionOf } from './platform/index.ts';
import type { Problem } from './compiler/annotations.ts';
import { Deployments } from './org/deploy/Deployments.ts';
import { OrgComponents } from './org/deploy/OrgComponents.ts';
import { NO_DEPLOY_TOOLS } from './org/deploy/types.ts';
import type { DeployRequest, DeployResult, DeployTools } from './org/deploy/types.ts';
import { Actions } from './org/actions/index.ts';
import { executeAnonymous } from './org/anonymous.ts';
import type { AnonymousResult } from './org/anonymous.ts';
import { assemble, cacheDirectoryOf } from './org/assemble.ts';
import type { Assembly } from './org/assemble.ts';
import { approvalProcesses, processApprovals } from './org/approvals.ts';
import type { ApprovalResult } from './org/approvals.ts';
import { callApexRest } from './org/apexRest/apexRest.ts';
import type { ApexRestAnswer, ApexRestCall } from './org/apexRest/apexRest.ts';
import { invokeAura } from './org/aura.ts';
import type { AuraOutcome } from './org/aura.ts';
import { BulkJobs } from './org/bulk/BulkJobs.ts';
import { DataApi } from './org/DataApi.ts';
import { checkFolder } from './org/checkFolder.ts';
import { loadSources } from './org/loadSources.ts';
import { OAuth } from './org/OAuth.ts';
import type { OpenOptions } from './org/options.ts';
import { Hub } from './org/Hub.ts';
import { queryColumns } from './org/columns.ts';
import type { ColumnsResult } from './org/columns.ts';
import { componentTabs, me, pageContext, people, recordPage } from './org/page.ts';
import type { PageContext, PersonLine } from './org/page.ts';
import { describeGlobal, describeObject } from './org/describe.ts';
import { ApexLogs } from './org/tooling/ApexLogs.ts';
import { metadataTables } from './org/tooling/metadataTables.ts';
import { setupTables } from './org/tooling/setupObjects.ts';
import { TestRuns } from './org/tooling/TestRuns.ts';
import { TestSuites } from './org/tooling/TestSuites.ts';
import { Tooling } from './org/tooling/Tooling.ts';
import { TraceFlags } from './org/tooling/TraceFlags.ts';
import { queryRecords, readRecord, RequestRefused, saveRecords } from './org/records.ts';
import type { ObjectRow, QueryResult, RecordJson, SaveResult, SaveVerb } from './org/records.ts';
import { setPassword } from './org/passwords.ts';
import { insertTree } from './org/recordTree.ts';
import type { TreeResult } from './org/recordTree.ts';
import type { UsageReport } from './org/usage.ts';
import { xmlText } from './schema/xml.ts';

export { PackageError } from './metadata/index.ts';
export type { Package } from './metadata/index.ts';
export { TEST_LEVELS, UnknownTestsError } from './org/deploy/types.ts';
export type {
    BundleProblem,
    CandidateSources,
    DeployMessage,
    DeployOptions,
    DeployRequest,
    DeployResult,
    DeployTools,
    TestLevel,
    TestOutcome,
    TestSelection
} from './org/deploy/types.ts';
export { describeProblems } from './org/problemText.ts';
export { DEFAULT_FEATURES, FEATURES } from './org/options.ts';
export { KeptDatabaseError } from './data/store/errors.ts';
export { LoginRefused } from './platform/index.ts';
export { ProjectError } from './schema/project.ts';
export { GrantRefused } from './org/grantRefused.ts';
export { assertCertificate } from './org/jwt.ts';
export { MultipleChoices } from './org/DataApi.ts';
export { RequestRefused } from './org/records.ts';
export { RestRefusal } from './org/apexRest/RestRefusal.ts';
export { UnsupportedError } from './runtime/errors.ts';
export { ENTERPRISE_HUB } from './platform/index.ts';
export type { DevHubLimits } from './platform/index.ts';
export type { ToolingTable } from './org/tooling/ToolingTable.ts';
export type { Assembly } from './org/assemble.ts';
export type { JobList } from './org/bulk/BulkJobs.ts';
export type { BulkKind } from './org/bulk/model.ts';
export type { CreatedScratchOrg, HubWork, Signup } from './org/Hub.ts';
export { databaseHasUser } from './org/keptUsers.ts';
export { changeOrgFile, readOrgFile } from './org/orgFile.ts';
export type { OrgFile } from './org/orgFile.ts';
export type { AdminOptions, OrganizationOptions } from './org/options.ts';
export type { Feature } from './schema/model.ts';

/** Opens the org of a project; throws ProjectError or KeptDatabaseError. Problems of the sources do not throw: see `problems`. */
export function openLocalOrg(directory: string, options: OpenOptions = {}): LocalOrg {
    return new LocalOrg(assemble(directory, options), options.certificates);
}

/** Every problem of every file, nothing kept. Throws ProjectError. */
export function checkProjectFolder(directory: string, options: OpenOptions = {}): Problem[] {
    return checkFolder(directory, options);
}

/** Where compiled output is kept. */
export function cacheDirectory(): string {
    return cacheDirectoryOf({});
}

/** What the browser needs of a project: components, labels, tabs. */
export function browserSources(
    directory: string,
    packageDirectories: readonly string[] | null
): { bundles: string[]; labels: Map<string, string>; tabComponents: string[] } {
    const project = loadSources(directory, { packageDirectories: packageDirectories ?? undefined });
    const labels = project.metadata.filter((file) => file.type === 'CustomLabel');
    return {
        bundles: project.lwcBundles.map((path) => `${project.directory}/${path}`),
        labels: new Map(labels.map((file) => [file.fullName, xmlText(file.content, 'value') ?? ''])),
        tabComponents: componentTabs(project.metadata).map((tab) => tab.component)
    };
}

/** HTTP tells times by the second. */
function wholeSecond(): Date {
    return new Date(Math.floor(Date.now() / 1000) * 1000);
}

export interface Session {
    token: string;
    userId: string;
    username: string;
}

export class LocalOrg {
    /** All rooms, for the test runner, which makes transactions of its own. */
    readonly assembly: Assembly;

    /** Since when the org's metadata is as it is: whole seconds. */
    openedAt = wholeSecond();
    /** Deployments of metadata, one at a time. */
    readonly deployments: Deployments;
    /** What the org's sources hold, for list, retrieve and describe. */
    readonly components: OrgComponents;
    /** Told when a deployment has replaced the org's sources. */
    onSourcesChanged: (() => void) | null = null;
    #deployTools: DeployTools = NO_DEPLOY_TOOLS;
    /** What REST can invoke beside records. */
    readonly actions = new Actions(() => this.assembly);
    /** Test runs and their coverage, as the Tooling API shows them. */
    readonly testRuns: TestRuns;
    /** Named sets of test classes. */
    readonly suites: TestSuites;
    /** Debug logs of those who are traced. */
    readonly logs: ApexLogs;
    /** The Tooling API's own objects. */
    readonly tooling: Tooling;
    /** Sign-in by OAuth. */
    readonly oauth: OAuth;
    /** Bulk API 2.0. */
    readonly bulk: BulkJobs;
    /** Records as the REST API asks for them beside `query`, `record` and `save`. */
    readonly dataApi = new DataApi(() => this.assembly);
    /** Of a Dev Hub; null in other orgs. */
    readonly hub: Hub | null;

    constructor(assembly: Assembly, certificates: readonly string[] = []) {
        this.assembly = assembly;
        this.deployments = new Deployments(
            assembly,
            () => this.#deployTools,
            () => {
                this.openedAt = wholeSecond();
                this.onSourcesChanged?.();
            }
        );
        this.components = new OrgComponents(assembly);
        this.testRuns = new TestRuns(assembly);
        this.suites = new TestSuites(assembly);
        const traces = new TraceFlags(assembly);
        this.logs = new ApexLogs(assembly, traces);
        this.tooling = new Tooling(
            [
                ...this.testRuns.tables(),
                ...this.suites.tables(),
                ...traces.tables(),
                this.logs.table(),
                ...metadataTables(assembly),
                ...setupTables(assembly)
            ],
            (name) => assembly.schema.object(name)?.present === true
        );
        this.oauth = new OAuth(assembly, certificates);
        this.bulk = new BulkJobs(() => this.assembly);
        const { devHub } = assembly.options;
        this.hub = devHub ? new Hub(assembly.store, devHub) : null;
    }

    get problems(): readonly Problem[] {
        return this.assembly.problems;
    }

    /** Was the database empty before? */
    get created(): boolean {
        return this.assembly.created;
    }

    /**
     * Logs a person in; null: the first administrator who may log in.
     *
     * @throws LoginRefused for an unknown, inactive or frozen person
     */
    login(username: string | null, type: 'UI' | 'API' = 'API'): Session {
        const { store, adminId } = this.assembly;
        const first = username === null ? administratorToLogIn(store, adminId) : null;
        const row =
            first !== null
                ? { id: first, username: me(this.assembly, first).username }
                : store.get(`SELECT Id AS id, Username AS username FROM "User" WHERE Username = ?`, username);
        if (!row) {
            throw new LoginRefused('invalid_grant', `There is no user ${username} in this org.`);
        }
        const { token } = createSession(store, String(row.id), type);
        return { token, userId: String(row.id), username: String(row.username) };
    }

    /** null when the session has ended or never was. */
    userOfToken(token: string): string | null {
        return sessionOf(this.assembly.store, token)?.userId ?? null;
    }

    /** Lets sessions lapse, of one person or (null) of all; returns how many. Throws LoginRefused for an unknown username. */
    expireSessions(username: string | null): number {
        const { store } = this.assembly;
        if (username === null) {
            return expireSessions(store, null);
        }
        const row = store.get(`SELECT Id AS id FROM "User" WHERE Username = ?`, username);
        if (!row) {
            throw new LoginRefused('invalid_grant', `There is no user ${username} in this org.`);
        }
        return expireSessions(store, String(row.id));
    }

    /** Is there somebody of that name, active or not? */
    hasUser(username: string): boolean {
        return this.assembly.store.get(`SELECT 1 FROM "User" WHERE Username = ? COLLATE NOCASE`, username) !== undefined;
    }

    people(): PersonLine[] {
        return people(this.assembly);
    }

    me(userId: string): ReturnType<typeof me> {
        return me(this.assembly, userId);
    }

    pageContext(userId: string): PageContext {
        return pageContext(this.assembly, userId);
    }

    recordPage(userId: string, objectName: string, id: string): ReturnType<typeof recordPage> {
        return recordPage(this.assembly, userId, objectName, id);
    }

    /** Objects that the user may read, or one of them with its fields; null when there is no such object for them. */
    describe(userId: string, objectName: string | null): object | null {
        return objectName === null ? describeGlobal(this.assembly, userId) : describeObject(this.assembly, userId, objectName);
    }

    /** What transactions have used, and how often the APIs were called, since the last reset. */
    usage(): UsageReport & { apiRequests: number } {
        return { ...this.assembly.usage.report(), apiRequests: this.dataApi.usage.sinceReset };
    }

    resetUsage(): void {
        this.assembly.usage.reset();
        this.dataApi.usage.reset();
    }

    query(userId: string, soql: string, options?: { allRows?: boolean }): QueryResult {
        return queryRecords(this.assembly, userId, soql, options);
    }

    /** The columns that the query's rows have. */
    columns(soql: string): ColumnsResult {
        return queryColumns(this.assembly, soql);
    }

    record(userId: string, objectName: string, id: string, fields: string[] | null): RecordJson | null {
        return readRecord(this.assembly, userId, objectName, id, fields);
    }

    save(userId: string, verb: SaveVerb, objectName: string, records: RecordJson[], options: { allOrNone: boolean }): SaveResult[] {
        return this.saveMany(
            userId,
            verb,
            records.map((record) => ({ object: objectName, record })),
            options
        );
    }

    /** Rows of possibly different objects, in one transaction. */
    saveMany(userId: string, verb: SaveVerb, rows: readonly ObjectRow[], options: { allOrNone: boolean }): SaveResult[] {
        return saveRecords(this.assembly, userId, verb, rows, options);
    }

    /** The object that an Id's prefix stands for. */
    objectOfId(id: string): string | null {
        return this.assembly.schema.objectByKeyPrefix(id.slice(0, 3))?.name ?? null;
    }

    /** Inserts records with their children, all or none. */
    insertTree(userId: string, objectName: string, records: readonly unknown[]): TreeResult {
        return insertTree(this.assembly, userId, objectName, records);
    }

    invokeAura(userId: string, className: string, method: string, params: Record<string, unknown>): AuraOutcome {
        return invokeAura(this.assembly, userId, className, method, params);
    }

    /** Active approval processes by object. */
    approvalProcesses(): Record<string, object[]> {
        return approvalProcesses(this.assembly);
    }

    /** Submits, approves, rejects, recalls; each request for itself. Throws RequestRefused. */
    processApprovals(userId: string, requests: readonly unknown[]): ApprovalResult[] {
        return processApprovals(this.assembly, userId, requests);
    }

    /** A request of Apex REST. Throws RestRefusal. */
    callApexRest(userId: string, call: ApexRestCall): ApexRestAnswer {
        return callApexRest(this.assembly, userId, call);
    }

    executeAnonymous(userId: string, code: string): AnonymousResult {
        return executeAnonymous(this.assembly, userId, code);
    }

    /** Sets a person's password, as far as an org can that knows none. Throws RequestRefused. */
    setPassword(callerId: string, userId: string, password: string): void {
        setPassword(this.assembly, callerId, userId, password);
    }

    /** Runs one transaction of the queue: a job, a finalizer, a chunk of a batch or of a bulk job. False when nothing is due. */
    runNextJob(): boolean {
        return this.assembly.jobs.runner.runNext() || this.bulk.runNext();
    }

    /** Kind of the transaction that would run next: `queueable`, `finalizer` …; null when nothing is due. */
    nextJob(): string | null {
        return this.assembly.jobs.queue.nextDue(this.assembly.now())?.payload.kind ?? this.bulk.next();
    }

    /** Loses what is due, as a process loses it that dies while it runs: no finalizer follows. Returns how many jobs. */
    loseJobs(): number {
        const { queue, runner } = this.assembly.jobs;
        for (let job = queue.nextDue(this.assembly.now()); job; job = queue.nextDue(this.assembly.now())) {
            queue.claim(job.seq);
        }
        return runner.recover();
    }

    /** Throws RequestRefused when the person may not use the Metadata API. */
    assertMetadataAccess(userId: string): void {
        const { security } = this.assembly;
        if (!security.hasUserPermission(userId, 'ModifyAllData') && !security.hasUserPermission(userId, 'ModifyMetadata')) {
            throw new RequestRefused(
                'INSUFFICIENT_ACCESS',
                'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions'
            );
        }
    }

    /** What deployments compile bundles and run tests with: without them, bundles are taken as they are and tests refused. */
    useDeployTools(tools: DeployTools): void {
        this.#deployTools = tools;
    }

    /** Deploys metadata – check, components, tests, apply – wholly or not at all; resolves with the result, good or bad. */
    deploy(request: DeployRequest): Promise<DeployResult> {
        return this.deployments.finished(this.deployments.start(request));
    }

    close(): void {
        const { store, sources, options } = this.assembly;
        store.close();
        sources.close(options.database);
    }
}
