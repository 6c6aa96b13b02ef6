/** The parts of a multipart/form-data body: as much of RFC 7578 as API clients use. */
import { ApiError } from './ApiError.ts';

export interface Part {
    name: string;
    /** null when it is no file. */
    fileName: string | null;
    contentType: string;
    bytes: Uint8Array;
}

/**
 * @param contentType the request's header, with its boundary
 * @throws ApiError for a body that is not made so
 */
export function multipartParts(contentType: string, body: Uint8Array): Part[] {
    const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? [];
    const boundary = quoted ?? plain;
    if (boundary === undefined) {
        throw malformed('it names no boundary');
    }
    const whole = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    const mark = Buffer.from(`--${boundary}`, 'latin1');
    const parts: Part[] = [];
    let at = whole.indexOf(mark);
    while (at >= 0) {
        const start = at + mark.length;
        if (whole.subarray(start, start + 2).toString('latin1') === '--') {
            return parts;
        }
        const next = whole.indexOf(mark, start);
        if (next < 0) {
            break;
        }
        parts.push(partOf(whole.subarray(start, next)));
        at = next;
    }
    throw malformed('it does not end with its boundary');
}

function partOf(text: Buffer): Part {
    const lineFeed = text.indexOf('\n');
    const crlf = text[lineFeed - 1] === 0x0d;
    const blank = text.indexOf(crlf ? '\r\n\r\n' : '\n\n');
    if (lineFeed < 0 || blank < 0) {
        throw malformed('a part has no headers');
    }
    const headers = text.subarray(lineFeed + 1, blank).toString('utf8');
    const name = /^content-disposition:[^\n]*[;\s]name="([^"]*)"/im.exec(headers)?.[1];
    if (name === undefined) {
        throw malformed('a part has no name');
    }
    return {
        name,
        fileName: /^content-disposition:[^\n]*filename="([^"]*)"/im.exec(headers)?.[1] ?? null,
        contentType: /^content-type:\s*([^\r\n]*)/im.exec(headers)?.[1] ?? 'text/plain',
        bytes: text.subarray(blank + (crlf ? 4 : 2), text.length - (text.at(-2) === 0x0d ? 2 : 1))
    };
}

function malformed(why: string): ApiError {
    return new ApiError(400, 'INVALID_MULTIPART_REQUEST', `The multipart body cannot be read: ${why}.`);
}
