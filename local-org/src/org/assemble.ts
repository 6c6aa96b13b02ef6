/** Puts the rooms together into one org: store, rights, rules, jobs, classes. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openAsync } from '../async/index.ts';
import type { OpenedAsync } from '../async/index.ts';
import type { Problem } from '../compiler/annotations.ts';
import { DataRoom } from '../data/DataRoom.ts';
import type { TriggerRunner } from '../data/ports.ts';
import type { Store } from '../data/store/Store.ts';
import { automatedProcessUserId, Identity, Platform, platformRules, remoteSites } from '../platform/index.ts';
import type { ApprovalRegistry, PlatformContext } from '../platform/index.ts';
import { OrgRuntime } from '../runtime/OrgRuntime.ts';
import type { Ports } from '../runtime/ports.ts';
import { buildSchema } from '../schema/buildSchema.ts';
import type { OrgSchema } from '../schema/buildSchema.ts';
import { loadLibraryData } from '../schema/libraryData.ts';
import type { Project } from '../schema/project.ts';
import type { Feature } from '../schema/model.ts';
import { xmlText } from '../schema/xml.ts';
import { Security, securityRules } from '../security/index.ts';
import { stdlibBodies } from '../stdlib/index.ts';
import { OrgSources } from './deploy/OrgSources.ts';
import { settingsFeatures } from './deploy/settingsFeatures.ts';
import { databaseHasUser } from './keptUsers.ts';
import { loadSources } from './loadSources.ts';
import { keptPrefixes, openDatabase } from './openDatabase.ts';
import { DEFAULT_FEATURES } from './options.ts';
import type { OpenOptions, ProjectOptions } from './options.ts';
import { readOrgFile } from './orgFile.ts';
import { loadProgram } from './program.ts';
import type { Program } from './program.ts';
import { observed, Usage } from './usage.ts';

/**
 * One open org, all its rooms; the narrow face (localOrg.ts) shows what others need of it. The object stays for as long as the
 * org is open: a deployment puts other rooms into it (`connectRooms`), and whoever holds it sees them.
 */
export interface Assembly extends ConnectedRooms {
    problems: Problem[];
    store: Store;
    now: () => number;
    /** Was the database empty before? */
    created: boolean;
    organizationId: string;
    /** The first administrator. */
    adminId: string;
    cacheDirectory: string;
    /** Addresses under which the org is served: callouts to itself are allowed. */
    ownUrls: string[];
    /** What transactions have used of their limits. */
    usage: Usage;
    options: OpenOptions;
    /** Where the sources live. */
    sources: OrgSources;
}

/** What depends on the org's sources. */
export interface ConnectedRooms {
    project: Project;
    schema: OrgSchema;
    program: Program;
    data: DataRoom;
    security: Security;
    jobs: OpenedAsync;
    ports: Ports;
    runtime: OrgRuntime;
}

/** What the rooms are put together from. */
export interface RoomParts extends Pick<Assembly, 'project' | 'schema' | 'program' | 'store' | 'now' | 'ownUrls' | 'usage' | 'options'> {
    approvals: ApprovalRegistry;
}

/** Beside the local org, not in the project: other people's folders stay as they are. Entries go by content, so projects share it. */
const CACHE = fileURLToPath(new URL('../../../.cache/local-org', import.meta.url));

export function cacheDirectoryOf(options: ProjectOptions): string {
    return options.cacheDirectory ?? process.env.LOCAL_ORG_CACHE ?? CACHE;
}

export function schemaOf(project: Project, options: OpenOptions, keyPrefixes: Record<string, string> = {}): OrgSchema {
    return buildSchema(project, { features: settingsFeatures(featuresOf(options), project.metadata), keyPrefixes });
}

/** What is asked for, else what the org had last, else what every org has; and what being a Dev Hub brings. */
function featuresOf({ features, database, fresh, devHub }: ProjectOptions & Pick<OpenOptions, 'database' | 'fresh' | 'devHub'>): Feature[] {
    const kept = database && !fresh ? readOrgFile(database).features : undefined;
    return [...((features as readonly Feature[] | undefined) ?? kept ?? DEFAULT_FEATURES), ...(devHub ? (['devHub'] as const) : [])];
}

export function assemble(directory: string, options: OpenOptions): Assembly {
    const now = options.now ?? (() => Date.now());
    const sources = OrgSources.open(directory, options);
    const project = loadSources(sources.folder.directory, sources.folder);
    const cacheDirectory = cacheDirectoryOf(options);
    if (options.database) {
        mkdirSync(dirname(options.database), { recursive: true });
    }
    const schema = schemaOf(project, options, keptPrefixes(options));
    const program = loadProgram({ project, schema, cacheDirectory, onProgress: options.onProgress });
    const { store, created, adminId, approvals, problems } = openDatabase({ project, schema, problems: program.problems, options, now });
    sources.forget();
    const rooms = connectRooms({ project, schema, program, store, approvals, now, ownUrls: [], usage: new Usage(), options });
    rooms.jobs.runner.recover();
    return {
        ...rooms,
        problems,
        created,
        organizationId: String(store.get('SELECT Id AS id FROM Organization')!.id),
        adminId,
        cacheDirectory,
        sources
    };
}

/** Data, rights, rules, jobs and classes over an open database. */
export function connectRooms(parts: RoomParts): ConnectedRooms & Pick<RoomParts, 'store' | 'now' | 'ownUrls' | 'usage' | 'options'> {
    const { project, schema, program, store, approvals, now, ownUrls, usage, options } = parts;
    const usernameElsewhere = (username: string): boolean =>
        options.otherDatabases?.().some((database) => databaseHasUser(database, username)) ?? false;
    const context: PlatformContext = { store, approvals, hub: options.devHub, usernameElsewhere };
    const automatedProcess = automatedProcessUserId(store);
    const security = new Security(store, (userId) => userId === automatedProcess);
    const runtime = createRuntime(project, schema, program);
    const allowed = remoteSites(project);
    const rules = securityRules(store);
    const triggers: TriggerRunner = {
        hasTriggers: (object, operation) =>
            runtime.hasTriggers({ object: object.name, operation, newRecords: null, oldRecords: null, readOnly: false }),
        run: (_transaction, trigger) => runtime.runTriggers(trigger)
    };
    const jobs = openAsync({
        store,
        runtime,
        now,
        triggers,
        // The data room needs the jobs as its event sink, the jobs need the data room.
        get data() {
            return data;
        },
        ports: () => ports,
        automatedProcessUserId: () => automatedProcess,
        publishesImmediately: (object) => schema.object(object)?.publishBehavior === 'PublishImmediately',
        onFailure: options.onJobFailure ?? (() => undefined)
    });
    const data = new DataRoom({
        store,
        policy: security,
        rules: [...rules.first, ...platformRules(context), ...rules.last],
        triggers,
        events: observed(jobs.room, (transaction) => usage.add(transaction))
    });
    const ports: Ports = {
        identity: new Identity(store, () => ownUrls[0]),
        data,
        security,
        async: jobs.room,
        platform: new Platform(context, { allowedEndpoints: () => [...allowed, ...ownUrls] })
    };
    return { project, schema, program, store, data, security, jobs, ports, runtime, now, ownUrls, usage, options };
}

function createRuntime(project: Project, schema: OrgSchema, program: Program): OrgRuntime {
    const labels = new Map(
        project.metadata
            .filter((file) => file.type === 'CustomLabel')
            .map((file) => [file.fullName.toLowerCase(), xmlText(file.content, 'value') ?? ''])
    );
    const library = loadLibraryData();
    const runtime = new OrgRuntime({
        schema,
        library: stdlibBodies(),
        libraryEnums: (typeName) => {
            const type = library.type(typeName);
            return type?.kind === 'enum' ? type.enumConstants : undefined;
        },
        label: (name) => labels.get(name.toLowerCase()) ?? null
    });
    program.modules.forEach((module) => runtime.add(module));
    return runtime;
}
