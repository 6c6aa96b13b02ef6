/** A server on loopback that answers as a test tells it. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
    method: string;
    path: string;
    token: string | null;
    headers: IncomingMessage['headers'];
    text: string;
    /** The JSON of the body; undefined when there is none. */
    body: unknown;
}

/** What is answered: a status with JSON or text, or something done to the connection itself. */
export type Reply =
    | { status?: number; json?: unknown; text?: string; headers?: Record<string, string> }
    /** The connection is cut, before or after the request has been handled. */
    | 'reset'
    /** Nothing is ever answered. */
    | 'silence';

export type Handler = (request: Received) => Reply | Promise<Reply>;

export class FakeServer {
    readonly received: Received[] = [];
    private readonly server: Server;
    private readonly handler: Handler;
    private readonly upsets: { when: (request: Received) => boolean; reply: Reply; afterHandling: boolean }[] = [];

    private constructor(handler: Handler) {
        this.handler = handler;
        this.server = createServer((request, response) => void this.answer(request, response));
    }

    static async start(handler: Handler, port = 0): Promise<FakeServer> {
        const fake = new FakeServer(handler);
        await new Promise<void>((resolve) => fake.server.listen(port, '127.0.0.1', resolve));
        return fake;
    }

    get url(): string {
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    get port(): number {
        return (this.server.address() as AddressInfo).port;
    }

    /** The next request to the path is answered so instead; `afterHandling`: it is carried out, and its answer is lost. */
    upset(
        path: string,
        reply: Reply,
        options: { times?: number; afterHandling?: boolean; method?: string; when?: () => boolean } = {}
    ): void {
        const isMeant = (request: Received): boolean =>
            request.path.includes(path) &&
            (options.method === undefined || request.method === options.method) &&
            (options.when?.() ?? true);
        for (let count = 0; count < (options.times ?? 1); count++) {
            this.upsets.push({ when: isMeant, reply, afterHandling: options.afterHandling ?? false });
        }
    }

    count(path: string): number {
        return this.received.filter((request) => request.path.includes(path)).length;
    }

    stop(): Promise<void> {
        this.server.closeAllConnections();
        return new Promise((resolve) => this.server.close(() => resolve()));
    }

    private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const chunks: Buffer[] = [];
        for await (const chunk of request) {
            chunks.push(chunk as Buffer);
        }
        const text = Buffer.concat(chunks).toString('utf8');
        const json = text !== '' && (request.headers['content-type'] ?? '').includes('json');
        const received: Received = {
            method: request.method!,
            path: request.url!,
            token: /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? null,
            headers: request.headers,
            text,
            body: json ? JSON.parse(text) : undefined
        };
        this.received.push(received);
        const at = this.upsets.findIndex(({ when }) => when(received));
        const [upset] = at < 0 ? [] : this.upsets.splice(at, 1);
        const handled = upset && !upset.afterHandling ? null : await this.handler(received);
        const reply = upset ? upset.reply : handled!;
        if (reply === 'silence') {
            return;
        }
        if (reply === 'reset') {
            request.socket.destroy();
            return;
        }
        const body = reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json));
        response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', connection: 'close', ...reply.headers });
        response.end(body);
    }
}

/** A refusal as Salesforce's REST API words it. */
export function refused(status: number, errorCode: string, message: string): Reply {
    return { status, json: [{ errorCode, message }] };
}
