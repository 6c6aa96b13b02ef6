/** Requests and responses of callouts. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { ApexBlob } from '../../runtime/values/ApexBlob.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { testState } from './testState.ts';

/** Header names compare without case. */
export class Headers {
    private readonly values = new Map<string, { name: string; value: string }>();

    get(name: string): string | null {
        return this.values.get(name.toLowerCase())?.value ?? null;
    }

    set(name: string, value: string): void {
        this.values.set(name.toLowerCase(), { name, value });
    }

    names(): string[] {
        return [...this.values.values()].map((each) => each.name);
    }

    toRecord(): Record<string, string> {
        return Object.fromEntries([...this.values.values()].map((each) => [each.name, each.value]));
    }
}

export class HttpRequest extends LibraryObject {
    readonly apexType = 'System.HttpRequest';
    readonly headers = new Headers();
    endpoint: string | null = null;
    method: string | null = null;
    body = new ApexBlob(new Uint8Array());
    timeout = 10_000;
    compressed = false;
    clientCertificate: string | null = null;

    override toString(): string {
        return `System.HttpRequest[Endpoint=${this.endpoint}, Method=${this.method}]`;
    }
}

export class HttpResponse extends LibraryObject {
    readonly apexType = 'System.HttpResponse';
    readonly headers = new Headers();
    status: string | null = null;
    statusCode = 0;
    body = new ApexBlob(new Uint8Array());

    override toString(): string {
        return `System.HttpResponse[Status=${this.status}, StatusCode=${this.statusCode}]`;
    }
}

const PENDING = 'You have uncommitted work pending. Please commit or rollback before calling out';
const MOCK = 'system.httpcalloutmock';

/** Http.send: in tests the mock answers, elsewhere the port. */
export function send(rt: OrgRuntime, request: HttpRequest): unknown {
    if (rt.tx.triggers.length > 0) {
        throw ApexException.of('System.CalloutException', 'Callout from triggers are currently not supported.');
    }
    const mock = rt.tx.isTest ? testState(rt).mocks.get(MOCK) : undefined;
    if (rt.tx.isTest && mock === undefined) {
        throw ApexException.of('System.TypeException', 'Methods defined as TestMethod do not support Web service callouts');
    }
    if (rt.tx.limits.usedOf('dmlStatements') > 0) {
        throw ApexException.of('System.CalloutException', PENDING);
    }
    rt.tx.limits.count('callouts');
    if (mock !== undefined) {
        return rt.callInterface(mock, 'System.HttpCalloutMock.respond(System.HttpRequest)', [request]);
    }
    if (request.endpoint === null || request.endpoint === '') {
        throw ApexException.of('System.NullPointerException', 'Endpoint cannot be null.');
    }
    const answer = rt.tx.ports.platform.callout(rt.tx, {
        method: request.method ?? 'GET',
        endpoint: request.endpoint,
        headers: request.headers.toRecord(),
        body: request.body.bytes,
        timeoutMs: request.timeout
    });
    const response = new HttpResponse();
    response.statusCode = answer.status;
    response.status = answer.statusText;
    response.body = new ApexBlob(answer.body);
    for (const [name, value] of Object.entries(answer.headers)) {
        response.headers.set(name, value);
    }
    return response;
}
