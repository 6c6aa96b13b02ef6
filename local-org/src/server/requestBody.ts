/** Bodies of requests: how large they may be, and how they are packed. */
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import type { ZlibOptions } from 'node:zlib';
import { ApiError } from './ApiError.ts';

const MEGABYTE = 1024 * 1024;
/** Salesforce takes 50 MB for a REST deploy and for a SOAP message, and 100 MB of CSV for a Bulk API 2.0 job. */
const LARGEST_BODY_BYTES = 50 * MEGABYTE;
const LARGEST_CSV_BYTES = 100 * MEGABYTE;
const BULK_UPLOAD = /^\/services\/data\/v\d+\.0\/jobs\/ingest\/\w+\/batches\/?$/;

const UNPACKERS = new Map([
    ['gzip', promisify<Uint8Array, ZlibOptions, Buffer>(gunzip)],
    ['deflate', promisify<Uint8Array, ZlibOptions, Buffer>(inflate)]
]);

/**
 * The whole body, unpacked, in a buffer of its own.
 *
 * @throws ApiError 413 when it is too large, packed or unpacked; 415 when it is packed in a way that we do not know
 */
export async function readBody(request: IncomingMessage, path: string): Promise<Uint8Array> {
    const most = largestBody(path);
    const bytes = await readBytes(request, most);
    const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase();
    if (encoding === 'identity' || bytes.byteLength === 0) {
        return bytes;
    }
    const unpack = UNPACKERS.get(encoding);
    if (!unpack) {
        throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', `The content encoding ${encoding} is not supported.`);
    }
    try {
        // Not a byte more is unpacked: a small archive may hold gigabytes.
        return new Uint8Array(await unpack(bytes, { maxOutputLength: most }));
    } catch (error) {
        throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
            ? tooLarge(most)
            : new ApiError(400, 'BAD_REQUEST', `The body is not ${encoding}: ${(error as Error).message}`);
    }
}

function tooLarge(most: number): ApiError {
    return new ApiError(413, 'REQUEST_LIMIT_EXCEEDED', `The request is larger than ${most} bytes.`);
}

function largestBody(path: string): number {
    return BULK_UPLOAD.test(path) ? LARGEST_CSV_BYTES : LARGEST_BODY_BYTES;
}

/** A body that is too large is not read to its end: the connection closes after the refusal. */
function readBytes(request: IncomingMessage, most: number): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const refuse = (): void => {
            request.removeAllListeners('data').resume();
            reject(tooLarge(most));
        };
        if (Number(request.headers['content-length'] ?? 0) > most) {
            refuse();
            return;
        }
        request.on('data', (chunk: Buffer) => {
            size += chunk.length;
            if (size > most) {
                refuse();
                return;
            }
            chunks.push(chunk);
        });
        request.on('end', () => resolve(joined(chunks, size)));
        request.on('error', reject);
        request.on('close', () => reject(new ApiError(400, 'BAD_REQUEST', 'The request was cut off.')));
    });
}

/** In a buffer of its own, so that it can be moved to the org's thread. */
function joined(chunks: readonly Buffer[], size: number): Uint8Array {
    const whole = new Uint8Array(size);
    let at = 0;
    for (const chunk of chunks) {
        whole.set(chunk, at);
        at += chunk.length;
    }
    return whole;
}
