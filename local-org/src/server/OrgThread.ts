import { Worker } from 'node:worker_threads';
import type { Answers, ApiResponse, FromOrg, HubWork, OrgThreadOptions, Question, SentRequest, ToOrg } from './protocol.ts';
import { workerEnvironment } from './workerEnvironment.ts';

/** The org could not be opened; the message is complete and names file and line where there is one. */
export class OrgStartError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'OrgStartError';
    }
}

/** The org's thread has ended, so nobody can answer; `cause` says why. */
export class OrgEndedError extends Error {
    constructor(cause: Error) {
        super(`The org has stopped: ${cause.message}`, { cause });
        this.name = 'OrgEndedError';
    }
}

/** What an org tells of itself. */
export interface OrgListener {
    hubWork(work: HubWork): Promise<void>;
    sourcesChanged(sources: { projectDirectory: string; packageDirectories: string[] | null }): void;
}

const NOBODY: OrgListener = { hubWork: () => Promise.resolve(), sourcesChanged: () => undefined };

interface Waiting {
    resolve(value: unknown): void;
    reject(error: Error): void;
}

/** The org's thread, seen from the HTTP thread. */
export class OrgThread {
    private readonly worker: Worker;
    private readonly listener: OrgListener;
    private readonly waiting = new Map<number, Waiting>();
    private nextId = 1;
    private ended: OrgEndedError | null = null;
    private closing = false;
    /** Was the database empty before? */
    readonly created: boolean;
    /** 15 characters. */
    readonly organizationId: string;
    /** Settles with the reason when the thread ends without having been asked to. */
    readonly died: Promise<Error>;

    private constructor(
        worker: Worker,
        ready: Extract<FromOrg, { kind: 'ready' }>,
        onProgress: (message: string) => void,
        listener: OrgListener
    ) {
        this.worker = worker;
        this.listener = listener;
        this.created = ready.created;
        this.organizationId = ready.organizationId;
        worker.on('message', (message: FromOrg) => this.hear(message, onProgress));
        this.died = new Promise((resolve) => {
            const end = (error: Error): void => {
                this.end(error);
                if (!this.closing) {
                    resolve(error);
                }
            };
            worker.on('error', (error) => end(error as Error));
            worker.on('exit', () => end((this.ended?.cause as Error | undefined) ?? new Error('its thread has ended.')));
        });
    }

    /** Opens the org; rejects with OrgStartError when it cannot be. */
    static start(options: OrgThreadOptions, onProgress: (message: string) => void, listener: OrgListener = NOBODY): Promise<OrgThread> {
        const worker = new Worker(new URL('./orgWorker.ts', import.meta.url), { workerData: options, env: workerEnvironment() });
        return new Promise((resolve, reject) => {
            const stopped = (): void => reject(new OrgStartError('The org has stopped.'));
            const settle = (message: FromOrg): void => {
                if (message.kind === 'progress') {
                    onProgress(message.message);
                } else if (message.kind === 'ready') {
                    worker.off('message', settle).off('error', reject).off('exit', stopped);
                    resolve(new OrgThread(worker, message, onProgress, listener));
                } else if (message.kind === 'failed') {
                    void worker.terminate();
                    reject(new OrgStartError(message.message));
                }
            };
            worker.on('message', settle).once('error', reject).once('exit', stopped);
        });
    }

    /** Rejects with OrgEndedError when the thread has ended. The request's bytes are gone afterwards when they fill a buffer of their own. */
    request(request: SentRequest): Promise<ApiResponse> {
        return this.post((id) => ({ kind: 'request', id, request }), owned(request.bytes)) as Promise<ApiResponse>;
    }

    ask<Q extends Question>(question: Q): Promise<Answers[Q['about']]> {
        return this.post((id) => ({ kind: 'question', id, question })) as Promise<Answers[Q['about']]>;
    }

    /** Lets the transaction that runs end, then closes the database. */
    async close(): Promise<void> {
        if (this.ended) {
            return;
        }
        this.closing = true;
        const ended = new Promise<void>((resolve) => this.worker.once('exit', () => resolve()));
        this.worker.postMessage({ kind: 'close' } satisfies ToOrg);
        await ended;
    }

    private post(message: (id: number) => ToOrg, moved: ArrayBuffer[] = []): Promise<unknown> {
        if (this.ended) {
            return Promise.reject(this.ended);
        }
        const id = this.nextId++;
        return new Promise((resolve, reject) => {
            this.waiting.set(id, { resolve, reject });
            this.worker.postMessage(message(id), moved);
        });
    }

    private hear(message: FromOrg, onProgress: (message: string) => void): void {
        if (message.kind === 'progress') {
            onProgress(message.message);
        } else if (message.kind === 'response') {
            const { resolve } = this.settled(message.id);
            if (message.hubWork) {
                void this.listener.hubWork(message.hubWork).then(() => resolve(message.response));
            } else {
                resolve(message.response);
            }
        } else if (message.kind === 'answer') {
            this.settled(message.id).resolve(message.answer);
        } else if (message.kind === 'refusedQuestion') {
            this.settled(message.id).reject(new Error(message.message));
        } else if (message.kind === 'hubWork') {
            void this.listener.hubWork(message.hubWork);
        } else if (message.kind === 'sourcesChanged') {
            this.listener.sourcesChanged(message);
        }
    }

    private settled(id: number): Waiting {
        const waiting = this.waiting.get(id)!;
        this.waiting.delete(id);
        return waiting;
    }

    private end(error: Error): void {
        this.ended ??= new OrgEndedError(error);
        for (const { reject } of this.waiting.values()) {
            reject(this.ended);
        }
        this.waiting.clear();
    }
}

/** What can be moved to the other thread: a buffer that holds these bytes and nothing else. */
function owned(bytes: Uint8Array): ArrayBuffer[] {
    const { buffer } = bytes;
    return buffer instanceof ArrayBuffer && bytes.byteLength > 0 && buffer.byteLength === bytes.byteLength ? [buffer] : [];
}
