/** The org's thread: one request or one job at a time, jobs only between requests. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { KeptDatabaseError, openLocalOrg, ProjectError } from '../localOrg.ts';
import type { LocalOrg } from '../localOrg.ts';
import { SourceProblemsError } from '../org/problems.ts';
import { ApiRequest } from './ApiRequest.ts';
import { deployTools } from './deployTools.ts';
import { route } from './api/router.ts';
import type { JobControl } from './api/jobs.ts';
import type { FromOrg, OrgThreadOptions, Question, ToOrg } from './protocol.ts';
import { answerQuestion } from './questions.ts';

const options = workerData as OrgThreadOptions;
const port = parentPort!;

function post(message: FromOrg): void {
    port.postMessage(message);
}

const EXPECTED = [ProjectError, SourceProblemsError, KeptDatabaseError];

/** Of a defect of ours, whoever sees it needs the place. */
function textOf(error: unknown): string {
    if (!(error instanceof Error)) {
        return String(error);
    }
    return EXPECTED.some((type) => error instanceof type) ? error.message : (error.stack ?? error.message);
}

function otherDatabases(): string[] {
    if (!options.neighbours) {
        return [];
    }
    const { directory, hub } = options.neighbours;
    const orgs = existsSync(directory) ? readdirSync(directory).map((name) => join(directory, name, 'org.sqlite')) : [];
    return [...(hub === null ? [] : [hub]), ...orgs].filter((database) => database !== options.database && existsSync(database));
}

function open(): LocalOrg | null {
    try {
        return openLocalOrg(options.projectDirectory, {
            database: options.database ?? undefined,
            fresh: options.fresh,
            refuseErrors: true,
            features: options.features ?? undefined,
            packageDirectories: options.packageDirectories ?? undefined,
            certificates: options.certificates,
            devHub: options.devHub ?? undefined,
            otherDatabases,
            organization: options.organization,
            admin: options.admin,
            seats: options.seats ?? undefined,
            onProgress: (message) => post({ kind: 'progress', message }),
            onJobFailure: (what, error) =>
                post({ kind: 'progress', message: `${what}: ${error instanceof Error ? error.message : String(error)}` })
        });
    } catch (error) {
        post({ kind: 'failed', message: textOf(error) });
        return null;
    }
}

const org = open();
if (org) {
    org.useDeployTools(deployTools);
    org.onSourcesChanged = () => {
        const { directory, packageDirectories } = org.assembly.sources.folder;
        post({
            kind: 'sourcesChanged',
            projectDirectory: directory,
            packageDirectories: packageDirectories ? [...packageDirectories] : null
        });
    };
    const jobs: JobControl = { running: options.runJobs, pumping: false, pause: options.jobPause };
    const pump = (): void => {
        if (jobs.pumping || !jobs.running) {
            return;
        }
        jobs.pumping = true;
        setTimeout(() => {
            jobs.pumping = false;
            if (jobs.running && org.runNextJob()) {
                announce();
                pump();
            }
        }, options.jobPause);
    };
    /** What jobs, or an earlier process, have asked the hub for. */
    const announce = (): void => {
        const hubWork = org.hub?.takeWork();
        if (hubWork) {
            post({ kind: 'hubWork', hubWork });
        }
    };
    port.on('message', (message: ToOrg) => {
        if (message.kind === 'close') {
            jobs.running = false;
            org.close();
            port.close();
            return;
        }
        if (message.kind === 'question') {
            post(answered(org, message.id, message.question));
            return;
        }
        // Nearly every answer is there at once; a test run's comes from a thread of its own.
        void Promise.resolve(route(org, jobs, new ApiRequest(message.request))).then((response) => {
            post({ kind: 'response', id: message.id, response, hubWork: org.hub?.takeWork() ?? null });
            pump();
        });
    });
    // Delayed and scheduled jobs come due with time, not with a request.
    const wake = setInterval(pump, 500);
    wake.unref();
    post({ kind: 'ready', created: org.created, organizationId: org.assembly.organizationId.slice(0, 15) });
    announce();
    if (org.assembly.sources.areOwn) {
        // What has been deployed belongs to the page, too.
        org.onSourcesChanged();
    }
    pump();
}

function answered(opened: LocalOrg, id: number, question: Question): FromOrg {
    try {
        return { kind: 'answer', id, answer: answerQuestion(opened, question) };
    } catch (error) {
        return { kind: 'refusedQuestion', id, message: textOf(error) };
    }
}
