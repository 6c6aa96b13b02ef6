/**
 * The HTTP side: listens on loopback, answers files itself and passes every other request to the org's
 * thread. The org lives on a thread of its own so that Apex which waits for a callout to this very
 * server does not block the server.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OrgEndedError, OrgStartError } from './OrgThread.ts';
import { ApiError } from './ApiError.ts';
import type { OrgDirectory } from './orgs/OrgDirectory.ts';
import type { ApiResponse, SentRequest } from './protocol.ts';
import { readBody } from './requestBody.ts';

/** Who still waits for an answer when the server closes gets it, within reason. */
const LONGEST_FAREWELL_MILLISECONDS = 5_000;
const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Nobody can listen there: names the port and the way out. */
export class ListenError extends Error {
    constructor(port: number, host: string, code: string | undefined) {
        super(
            code === 'EADDRINUSE'
                ? `Port ${port} is in use. Stop what listens there, or choose another one with --port.`
                : `The local org cannot listen on port ${port} of ${host} (${code}). Choose another one with --port or --host.`
        );
        this.name = 'ListenError';
    }
}

export interface HttpServer {
    url: string;
    close(): Promise<void>;
}

export interface HttpServerOptions {
    orgs: OrgDirectory;
    port: number;
    host: string;
    /** Names of this machine under which it may be asked, beside those of loopback and the host that it listens on. */
    allowedHosts?: readonly string[];
}

export async function startHttpServer({ orgs, port, host, allowedHosts = [] }: HttpServerOptions): Promise<HttpServer> {
    const hosts = new Set([...LOOPBACK_HOSTS, host.toLowerCase(), bracketed(host), ...allowedHosts.map((each) => each.toLowerCase())]);
    const server = createServer((request, response) => {
        answer(orgs, hosts, request)
            .then((reply) => send(response, reply))
            .catch((error: unknown) => send(response, asResponse(error)))
            // Nobody listens any more.
            .catch(() => response.destroy());
    });
    await listen(server, port, host);
    const url = `http://${bracketed(host)}:${(server.address() as AddressInfo).port}`;
    orgs.listening(url);
    return {
        url,
        close: () =>
            new Promise((resolve) => {
                server.close(() => resolve());
                setTimeout(() => server.closeAllConnections(), LONGEST_FAREWELL_MILLISECONDS).unref();
            })
    };
}

/** As a URL writes it. */
function bracketed(host: string): string {
    return host.includes(':') ? `[${host}]` : host.toLowerCase();
}

/** @throws ListenError now, rather than after everything has been opened */
export async function expectFreePort(port: number, host: string): Promise<void> {
    const probe = createServer();
    await listen(probe, port, host);
    await new Promise((resolve) => probe.close(resolve));
}

function listen(server: Server, port: number, host: string): Promise<void> {
    return new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) => reject(new ListenError(port, host, error.code)));
        server.listen(port, host, () => resolve());
    });
}

/** Never files of the page. */
const API_PATH = /^\/(?:services|local|secur|id)(?:\/|$)/;

async function answer(orgs: OrgDirectory, hosts: ReadonlySet<string>, request: IncomingMessage): Promise<ApiResponse | Buffer[]> {
    refuseForeignHosts(request, hosts);
    refuseForeignPages(request, hosts);
    // The CLI sends //services/data/… when an instance URL was stored with a trailing slash.
    const url = parseUrl(request.url ?? '/');
    const path = decodePath(url.pathname);
    const sent: SentRequest = {
        method: request.method ?? 'GET',
        path,
        query: Object.fromEntries(url.searchParams),
        headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
        bytes: new Uint8Array()
    };
    if (sent.method === 'GET' && !API_PATH.test(path)) {
        const file = await (await (await orgs.hostOf(sent)).page()).find(path);
        if (file) {
            return file;
        }
    }
    sent.bytes = await readBody(request, path);
    return (await orgs.hostOf(sent)).request(sent);
}

/** Against DNS rebinding: a page of another site must not reach the org through the visitor's browser. */
function refuseForeignHosts(request: IncomingMessage, hosts: ReadonlySet<string>): void {
    const named = (request.headers.host ?? '').replace(/:\d+$/, '');
    if (!hosts.has(named.toLowerCase())) {
        throw new ApiError(403, 'INVALID_HOST', `This local org answers on ${[...hosts].join(', ')} only, not on ${named}.`);
    }
}

/** A page of another site cannot read our answers, but what it sends would be done. */
function refuseForeignPages({ headers: { origin } }: IncomingMessage, hosts: ReadonlySet<string>): void {
    if (origin !== undefined && !hosts.has(URL.canParse(origin) ? new URL(origin).hostname : origin)) {
        throw new ApiError(403, 'INVALID_ORIGIN', `This local org answers no pages of ${origin}.`);
    }
}

function parseUrl(text: string): URL {
    try {
        return new URL(text.replace(/^\/+/, '/'), 'http://localhost');
    } catch {
        throw new ApiError(400, 'BAD_REQUEST', `This is no URL: ${text}`);
    }
}

function decodePath(path: string): string {
    let decoded: string;
    try {
        decoded = decodeURIComponent(path);
    } catch {
        throw new ApiError(400, 'BAD_REQUEST', `The path is not valid percent-encoding: ${path}`);
    }
    if (decoded.includes('\0')) {
        throw new ApiError(400, 'BAD_REQUEST', `The path holds a zero character: ${path}`);
    }
    return decoded;
}

function send(response: ServerResponse, reply: ApiResponse | Buffer[]): void {
    if (Array.isArray(reply)) {
        const [type, content] = reply;
        response.writeHead(200, { 'content-type': type.toString(), 'cache-control': 'no-cache' });
        response.end(content);
        return;
    }
    response.writeHead(reply.status, { ...reply.headers, ...(reply.status === 413 && { connection: 'close' }) });
    response.end(reply.body);
}

function asResponse(error: unknown): ApiResponse {
    if (error instanceof ApiError) {
        return error.toResponse();
    }
    const message = error instanceof Error ? error.message : String(error);
    return error instanceof OrgEndedError || error instanceof OrgStartError
        ? new ApiError(503, 'SERVER_UNAVAILABLE', message).toResponse()
        : new ApiError(500, 'UNKNOWN_EXCEPTION', message).toResponse();
}
