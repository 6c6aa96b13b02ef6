/**
 * One HTTP request, waited for: Apex is synchronous, Node's http is not. A worker thread speaks to the network while this
 * thread sleeps on a shared word of memory. The org's own server lives on another thread and can answer meanwhile.
 */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

export interface HttpExchange {
    method: string;
    endpoint: string;
    headers: Record<string, string>;
    body: Uint8Array;
    timeoutMs: number;
}

export interface HttpAnswer {
    status: number;
    statusText: string;
    headers: Record<string, string>;
    body: Uint8Array;
}

export class HttpFailed extends Error {
    readonly timedOut: boolean;
    constructor(message: string, timedOut: boolean) {
        super(message);
        this.name = 'HttpFailed';
        this.timedOut = timedOut;
    }
}

const WORKER = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ request, signal, port }) => {
    const done = (message) => {
        port.postMessage(message);
        Atomics.store(new Int32Array(signal), 0, 1);
        Atomics.notify(new Int32Array(signal), 0);
    };
    const { request: open } = require(request.endpoint.startsWith('https:') ? 'node:https' : 'node:http');
    const sent = open(request.endpoint, { method: request.method, headers: request.headers, timeout: request.timeoutMs }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => done({ status: response.statusCode, statusText: response.statusMessage, body: Buffer.concat(chunks),
            headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])) }));
    });
    sent.on('timeout', () => sent.destroy(Object.assign(new Error('Read timed out'), { timedOut: true })));
    sent.on('error', (error) => done({ failed: error.message || error.code, timedOut: error.timedOut === true }));
    sent.end(Buffer.from(request.body));
});`;

let worker: Worker | null = null;

/** @throws HttpFailed when there is no answer */
export function exchange(request: HttpExchange): HttpAnswer {
    if (!worker) {
        worker = new Worker(WORKER, { eval: true });
        // It must not keep the process alive.
        worker.unref();
    }
    const signal = new SharedArrayBuffer(4);
    const { port1, port2 } = new MessageChannel();
    worker.postMessage({ request, signal, port: port2 }, [port2]);
    const waited = Atomics.wait(new Int32Array(signal), 0, 0, request.timeoutMs + 1000);
    const answer = received(port1);
    port1.close();
    if (waited === 'timed-out' || !answer) {
        throw new HttpFailed('Read timed out', true);
    }
    if (typeof answer.failed === 'string') {
        throw new HttpFailed(answer.failed, answer.timedOut === true);
    }
    return answer as unknown as HttpAnswer;
}

function received(port: MessagePort): Record<string, unknown> | null {
    return (receiveMessageOnPort(port)?.message ?? null) as Record<string, unknown> | null;
}
