import { Worker } from 'node:worker_threads';
import type { ApiResponse, FromOrg, OrgThreadOptions, SentRequest, ToOrg } from './protocol.ts';

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
    private ended: Error | null = null;
    private closing = false;
    /** Was the database empty before? */
    readonly created: boolean;
    /** Settles with the reason when the thread ends without having been asked to. */
    readonly died: Promise<Error>;

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
        this.died = new Promise((resolve) => {
            const end = (error: Error): void => {
                this.end(error);
                if (!this.closing) {
                    resolve(this.ended!);
                }
            };
            worker.on('error', (error) => end(error as Error));
            worker.on('exit', () => end(new Error('The org has stopped.')));
        });
    }

    /** Opens the org; rejects with OrgStartError when it cannot be. */
    static start(options: OrgThreadOptions, onProgress: (message: string) => void): Promise<OrgThread> {
        const worker = new Worker(new URL('./orgWorker.ts', import.meta.url), { workerData: options });
        return new Promise((resolve, reject) => {
            const stopped = (): void => reject(new OrgStartError('The org has stopped.'));
            const settle = (message: FromOrg): void => {
                if (message.kind === 'progress') {
                    onProgress(message.message);
                } else if (message.kind === 'ready') {
                    worker.off('message', settle).off('error', reject).off('exit', stopped);
                    resolve(new OrgThread(worker, message.created, onProgress));
                } else if (message.kind === 'failed') {
                    void worker.terminate();
                    reject(new OrgStartError(message.message));
                }
            };
            worker.on('message', settle).once('error', reject).once('exit', stopped);
        });
    }

    /** Rejects when the thread has ended. The request's bytes are gone afterwards when they fill a buffer of their own. */
    request(request: SentRequest): Promise<ApiResponse> {
        if (this.ended) {
            return Promise.reject(this.ended);
        }
        const id = this.nextId++;
        return new Promise((resolve, reject) => {
            this.waiting.set(id, { resolve, reject });
            this.worker.postMessage({ kind: 'request', id, request } satisfies ToOrg, owned(request.bytes));
        });
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

    private end(error: Error): void {
        this.ended ??= error;
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
