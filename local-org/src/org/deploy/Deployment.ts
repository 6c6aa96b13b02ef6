/** One deployment, from the archive to the org: read, check, compile components, test, apply – all or nothing. */
import { PackageError, readDeployZip, typeProblems } from '../../metadata/index.ts';
import type { ComponentRef, DeployPackage, SourceComponent } from '../../metadata/index.ts';
import type { Problem } from '../../compiler/annotations.ts';
import { ProjectError } from '../../schema/project.ts';
import type { Assembly } from '../assemble.ts';
import { danglingReferences } from './bundleReferences.ts';
import { Candidate } from './Candidate.ts';
import type { Written } from './Candidate.ts';
import { ignoresJobs, jobRefusals, withoutMentions } from './deletions.ts';
import { countComponents, nameOf, pendingResult } from './deployResult.ts';
import { keepResult } from './deploymentLog.ts';
import { Messages } from './Messages.ts';
import { compileSources, replaceSources } from './replaceSources.ts';
import type { CompiledSources } from './replaceSources.ts';
import { testReport, testSelection } from './deployTests.ts';
import { UnknownTestsError } from './types.ts';
import type { BundleProblem, DeployMessage, DeployRequest, DeployResult, DeployTools } from './types.ts';
import { noteMembers } from './sourceMembers.ts';

/** One try to deploy the package, or what is left of it. */
interface Attempt {
    candidate: Candidate;
    compiled: CompiledSources | null;
    messages: Messages;
    /** Components that the package deletes. */
    removed: ComponentRef[];
}

class Canceled extends Error {}

export class Deployment {
    readonly result: DeployResult;
    readonly finished: Promise<void>;
    readonly #request: Omit<DeployRequest, 'zip'>;
    #zip: Uint8Array;
    readonly #org: Assembly;
    readonly #tools: DeployTools;
    readonly #changed: () => void;
    readonly #abort = new AbortController();
    #finish!: () => void;
    /** The org's sources as they were validated. */
    #validatedOver: Assembly['program'] | null = null;

    /** @param changed told, before the deployment is seen to have ended, that the org's sources are others */
    constructor(org: Assembly, { zip, ...request }: DeployRequest, { tools, changed }: { tools: DeployTools; changed: () => void }) {
        this.#changed = changed;
        this.#request = request;
        this.#zip = zip;
        this.#org = org;
        this.#tools = tools;
        this.finished = new Promise((resolve) => (this.#finish = resolve));
        this.result = pendingResult(org, request);
    }

    cancel(userId: string): void {
        Object.assign(this.result, {
            status: 'Canceling',
            canceledBy: userId.slice(0, 15),
            canceledByName: nameOf(this.#org, userId),
            lastModifiedDate: this.#now()
        });
        this.#abort.abort();
    }

    /** An archive may be large; only a validation's is needed again. */
    forgetArchive(): void {
        this.#zip = new Uint8Array();
    }

    /** What was asked for, with the archive of a validation. */
    get request(): DeployRequest {
        return { ...this.#request, zip: this.#zip };
    }

    /** Has something been deployed since this was validated? */
    isOutdated(): boolean {
        return this.#validatedOver !== this.#org.program;
    }

    /** Never rejects. */
    async run(): Promise<void> {
        const { result } = this;
        try {
            this.#refuseCanceled();
            Object.assign(result, { status: 'InProgress', startDate: this.#now() });
            await this.#deploy();
        } catch (error) {
            if (error instanceof Canceled) {
                result.status = 'Canceled';
            } else {
                this.#fail(error);
            }
        } finally {
            if (this.#validatedOver === null) {
                this.forgetArchive();
            }
            Object.assign(result, this.#ended());
            try {
                keepResult(this.#org.store, result);
            } catch {
                // The org has been closed meanwhile; what it kept says that the deployment was running.
            }
            this.#finish();
        }
    }

    async #deploy(): Promise<void> {
        const { result } = this;
        const request = this.#request;
        const contents = readDeployZip(this.#zip, { singlePackage: request.singlePackage });
        const left = new Set<SourceComponent>(contents.components);
        const lost: DeployMessage[] = [];
        for (;;) {
            const attempt = await this.#attempt({ ...contents, components: [...left] }, lost);
            try {
                const { failures } = attempt.messages;
                countComponents(result, attempt.messages, lost);
                if (failures.length === 0) {
                    await this.#testAndApply(attempt, lost.length > 0);
                    return;
                }
                const failed = attempt.messages.failedComponents();
                if (request.rollbackOnError || failed.size === 0) {
                    result.status = 'Failed';
                    return;
                }
                // What is left is tried without what failed.
                failed.forEach((component) => left.delete(component));
                lost.push(...failures);
            } finally {
                attempt.candidate.discard();
            }
        }
    }

    async #attempt(contents: DeployPackage, lost: readonly DeployMessage[]): Promise<Attempt> {
        const candidate = new Candidate(this.#org.sources);
        try {
            const messages = new Messages(this.#org, contents, candidate);
            const { removed, written } = this.#write(contents, candidate, messages, lost);
            const bundleProblems: BundleProblem[] = [];
            let compiled: CompiledSources | null = null;
            if (messages.failures.length === 0) {
                compiled = this.#compile(candidate, messages);
            }
            if (compiled) {
                bundleProblems.push(...(await this.#compileBundles(candidate, compiled)));
                this.#refuseCanceled();
                bundleProblems.push(...danglingReferences(candidate.directory, compiled));
                messages.addBundleProblems(bundleProblems, removed);
                let problems: readonly Problem[] = [];
                replaceSources(this.#org, compiled, {
                    userId: this.#request.userId,
                    removed,
                    decide: (found, refusals) => {
                        problems = found;
                        refusals.forEach(({ ref, problem }) => messages.refuseDeletion(ref, problem));
                        return false;
                    }
                });
                messages.addProblems(problems, compiled, removed);
                messages.addUsages();
            }
            messages.addSuccesses(written, removed, compiled);
            return { candidate, compiled, messages, removed };
        } catch (error) {
            candidate.discard();
            throw error;
        }
    }

    /** Writes the package into the candidate; what of its files is no metadata is told at once. */
    #write(
        contents: DeployPackage,
        candidate: Candidate,
        messages: Messages,
        lost: readonly DeployMessage[]
    ): { removed: ComponentRef[]; written: Map<SourceComponent, Written> } {
        if (lost.length === 0) {
            messages.addPackageProblems(contents.problems);
        }
        const removed: ComponentRef[] = [];
        const remove = (refs: readonly ComponentRef[]): void => {
            const wanted = refs.filter((ref) => {
                const refusals = jobRefusals(this.#org, ref);
                refusals.forEach((problem) => messages.refuseDeletion(ref, problem));
                return refusals.length === 0;
            });
            const missing = candidate.remove(wanted);
            missing.forEach((ref) => messages.addMissingDeletion(ref));
            removed.push(...wanted.filter((ref) => !missing.includes(ref)));
        };
        remove(contents.destructivePre);
        const written = new Map<SourceComponent, Written>();
        for (const component of contents.components) {
            const problems = component.files.flatMap((file) =>
                typeProblems(file.path, Buffer.from(file.content).toString('utf8'), component).map((problem) => ({ file, problem }))
            );
            problems.forEach(({ file, problem }) => messages.addTypeProblem(component, file.path, problem));
            if (problems.length === 0) {
                const what = candidate.put(component);
                written.set(component, what);
                const jobs = what.changed && !ignoresJobs(this.#org.project) ? jobRefusals(this.#org, component) : [];
                jobs.forEach((problem) => messages.refuseChange(component, problem));
            }
        }
        remove(contents.destructivePost);
        withoutMentions(candidate, removed);
        return { removed, written };
    }

    #compile(candidate: Candidate, messages: Messages): CompiledSources | null {
        try {
            return compileSources(this.#org, candidate.directory);
        } catch (error) {
            if (error instanceof ProjectError) {
                messages.addProblems([{ fileName: error.path, line: 1, column: 1, problem: error.message, kind: 'error' }], null, []);
                return null;
            }
            throw error;
        }
    }

    #compileBundles(candidate: Candidate, { project, schema }: CompiledSources): Promise<BundleProblem[]> {
        const bundles = project.lwcBundles.filter((folder) => candidate.written.some((path) => path.startsWith(`${folder}/`)));
        return bundles.length === 0
            ? Promise.resolve([])
            : this.#tools.compileBundles(
                  { directory: candidate.directory, packageDirectories: project.packageDirectories, features: [...schema.features] },
                  bundles
              );
    }

    async #testAndApply({ candidate, compiled, messages, removed }: Attempt, partial: boolean): Promise<void> {
        const { result } = this;
        const request = this.#request;
        const sources = compiled!;
        if (!(await this.#test(candidate, sources))) {
            result.status = 'Failed';
            return;
        }
        this.#refuseCanceled();
        result.status = partial ? 'SucceededPartial' : 'Succeeded';
        if (request.checkOnly) {
            this.#validatedOver = this.#org.program;
            return;
        }
        const { store } = this.#org;
        const applied = replaceSources(this.#org, sources, {
            userId: request.userId,
            removed,
            decide: (problems, refusals) => {
                if (refusals.length > 0 || problems.some(({ kind }) => kind === 'error')) {
                    return false;
                }
                candidate.seal(store.counter('deployment', 1));
                // With what it reports: a process that dies now has deployed.
                keepResult(store, { ...result, ...this.#ended() });
                if (!SHAPE.test(messages.root)) {
                    noteMembers(this.#org, messages.successes, { userId: request.userId, now: this.#now(), files: candidate });
                }
                return true;
            }
        });
        if (!applied) {
            throw new Error('The org has changed while the deployment was checked. Deploy again.');
        }
        candidate.adopt();
        sources.project.directory = this.#org.sources.folder.directory;
        this.#changed();
    }

    /** False when a test has failed. */
    async #test(candidate: Candidate, { project, schema }: CompiledSources): Promise<boolean> {
        const { result } = this;
        const request = this.#request;
        const selection = testSelection(this.#org, request);
        if (selection === null) {
            return true;
        }
        result.runTestsEnabled = true;
        const outcome = await this.#tools.runTests(
            { directory: candidate.directory, packageDirectories: project.packageDirectories, features: [...schema.features] },
            selection,
            this.#abort.signal
        );
        this.#refuseCanceled();
        const report = testReport(this.#org, outcome, { request, written: candidate.written, project });
        result.details.runTestResult = report;
        result.numberTestsTotal = report.numTestsRun;
        result.numberTestErrors = report.numFailures;
        result.numberTestsCompleted = report.numTestsRun - report.numFailures;
        return report.numFailures === 0 && report.codeCoverageWarnings.length === 0;
    }

    #fail(error: unknown): void {
        const { result } = this;
        result.status = 'Failed';
        if (error instanceof PackageError || error instanceof UnknownTestsError) {
            result.errorStatusCode = error instanceof PackageError ? error.code : 'INVALID_INPUT';
            result.errorMessage = error.message;
            return;
        }
        // A defect of ours: whoever sees it needs the place.
        result.errorStatusCode = 'UNKNOWN_EXCEPTION';
        result.errorMessage = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }

    #refuseCanceled(): void {
        if (this.#abort.signal.aborted) {
            throw new Canceled();
        }
    }

    /** What the result says of itself when nothing more happens. */
    #ended(): Partial<DeployResult> {
        const now = this.#now();
        const { status } = this.result;
        return { done: true, success: status === 'Succeeded' || status === 'SucceededPartial', completedDate: now, lastModifiedDate: now };
    }

    #now(): string {
        return new Date(this.#org.now()).toISOString();
    }
}

/** The archive's folder with which the CLI gives a new scratch org its settings: part of its creation, no change of its sources. */
const SHAPE = /^shape_\d+\/$/;
