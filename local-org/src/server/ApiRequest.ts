import type { SentRequest } from './protocol.ts';

/** One request as the org's routes see it: the bytes as they came, and their text when somebody asks for it. */
export class ApiRequest implements SentRequest {
    readonly method: string;
    readonly path: string;
    readonly query: Record<string, string>;
    readonly headers: Record<string, string>;
    readonly bytes: Uint8Array;
    #text: string | undefined;

    constructor({ method, path, query, headers, bytes }: SentRequest) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.bytes = bytes;
    }

    /** A request that is part of another one (composite), or that a test makes up. */
    static of(request: Omit<SentRequest, 'bytes'> & { body: string }): ApiRequest {
        return new ApiRequest({ ...request, bytes: Buffer.from(request.body, 'utf8') });
    }

    /** The body as UTF-8. Read once, and never for uploads whose route takes `bytes`. */
    get body(): string {
        this.#text ??= Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength).toString('utf8');
        return this.#text;
    }
}
