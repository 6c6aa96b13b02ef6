/** One attempt at one request, and what became of it. */
import { InterruptedError } from './Clock.ts';

export interface Outgoing {
    method: string;
    url: string;
    headers: Record<string, string>;
    body?: string | Uint8Array;
}

export interface Answer {
    status: number;
    headers: Headers;
    text: string;
}

/** No whole answer came. */
export interface NoAnswer {
    /** false: the org cannot have seen the request. */
    maybeSent: boolean;
    /** Trying again may help. */
    passing: boolean;
    why: string;
}

const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
const HOPELESS = /^(?:CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_INVALID_URL)/;

/**
 * Sends it once. The person's Ctrl-C does not cut a request that is under way, so that nobody has to guess what became of it; the time
 * limit does.
 *
 * @throws InterruptedError when the signal came before it was sent
 */
export async function attempt(outgoing: Outgoing, timeoutMilliseconds: number, signal?: AbortSignal): Promise<Answer | NoAnswer> {
    if (signal?.aborted) {
        throw new InterruptedError();
    }
    try {
        const response = await fetch(outgoing.url, {
            method: outgoing.method,
            headers: outgoing.headers,
            body: outgoing.body as BodyInit | undefined,
            redirect: 'manual',
            signal: AbortSignal.timeout(timeoutMilliseconds)
        });
        return { status: response.status, headers: response.headers, text: await response.text() };
    } catch (error) {
        if ((error as Error).name === 'TimeoutError') {
            return { maybeSent: true, passing: true, why: `no answer within ${timeoutMilliseconds / 1_000} s` };
        }
        const cause = (error as { cause?: { code?: string; message?: string } }).cause;
        const code = cause?.code ?? '';
        return {
            maybeSent: !NEVER_SENT.has(code),
            passing: !HOPELESS.test(code),
            why: cause?.message && !cause.message.includes(code) ? `${cause.message} (${code})` : code || (cause?.message ?? String(error))
        };
    }
}

export function isAnswer(outcome: Answer | NoAnswer): outcome is Answer {
    return 'status' in outcome;
}
