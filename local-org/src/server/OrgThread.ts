import { Worker } from 'node:worker_threads';
import type { ApiRequest, ApiResponse, FromOrg, OrgThreadOptions, ToOrg } from './protocol.ts';

/** The org could not be opened; the message is complete and names file and line where there is one. */
export class OrgStartError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'OrgStartError';
    }
}

/** The org's thread, seen from the HTTP thread. */
export class OrgThread {
    private readonly worker: Worker;
    private readonly waiting = new Map<number, { resolve(response: ApiResponse): void; reject(error: Error): void }>();
    private nextId = 1;
    /** Was the database empty before? */
    readonly created: boolean;

    private constructor(worker: Worker, created: boolean, onProgress: (message: string) => void) {
        this.worker = worker;
        this.created = created;
        worker.on('message', (message: FromOrg) => {
            if (message.kind === 'progress') {
                onProgress(message.message);
            } else if (message.kind === 'response') {
                this.waiting.get(message.id)?.resolve(message.response);
                this.waiting.delete(message.id);
            }
        });
        worker.on('error', (error) => this.failAll(error as Error));
        worker.on('exit', () => this.failAll(new Error('The org has stopped.')));
    }

    /** Opens the org; rejects with OrgStartError when it cannot be. */
    static start(options: OrgThreadOptions, onProgress: (message: string) => void): Promise<OrgThread> {
        const worker = new Worker(new URL('./orgWorker.ts', import.meta.url), { workerData: options });
        return new Promise((resolve, reject) => {
            const settle = (message: FromOrg): void => {
                if (message.kind === 'progress') {
                    onProgress(message.message);
                } else if (message.kind === 'ready') {
                    worker.off('message', settle);
                    resolve(new OrgThread(worker, message.created, onProgress));
                } else if (message.kind === 'failed') {
                    void worker.terminate();
                    reject(new OrgStartError(message.message));
                }
            };
            worker.on('message', settle);
            worker.once('error', (error) => reject(error));
        });
    }

    request(request: ApiRequest): Promise<ApiResponse> {
        const id = this.nextId++;
        return new Promise((resolve, reject) => {
            this.waiting.set(id, { resolve, reject });
            this.worker.postMessage({ kind: 'request', id, request } satisfies ToOrg);
        });
    }

    /** Lets the transaction that runs end, then closes the database. */
    async close(): Promise<void> {
        const ended = new Promise<void>((resolve) => this.worker.once('exit', () => resolve()));
        this.worker.postMessage({ kind: 'close' } satisfies ToOrg);
        await ended;
    }

    private failAll(error: Error): void {
        for (const { reject } of this.waiting.values()) {
            reject(error);
        }
        this.waiting.clear();
    }
}
