import type { Answer, NoAnswer } from './connection/attempt.ts';
import { attempt, isAnswer } from './connection/attempt.ts';
import type { Clock } from './connection/Clock.ts';
import { SYSTEM_CLOCK } from './connection/Clock.ts';
import { MalformedAnswerError, OutcomeUnknownError, SessionExpiredError, UnreachableError } from './connection/errors.ts';
import { LOCAL, LocalLogin } from './connection/LocalLogin.ts';
import type { Login, Session } from './connection/Login.ts';
import { refusal } from './connection/refusals.ts';
import { delayBefore, RETRY_RULES, retryAfter } from './connection/retry.ts';
import type { RetryRules } from './connection/retry.ts';
import { SfLogin } from './connection/SfLogin.ts';

/** The app's own API version. */
export const DATA = '/services/data/v67.0';
const APEX_REST = '/services/apexrest';
/** What an org counts against its daily allowance. */
const COUNTED = /^\/+services\/(?:data|apexrest|Soap|async)\//;

export interface ConnectionOptions {
    /** Local org only: whom to be. */
    as?: string;
    /** Local org only: the file that holds its address. */
    serverFile?: string;
    clock?: Clock;
    rules?: Partial<RetryRules>;
    /** Aborted by Ctrl-C: no further request is sent. */
    signal?: AbortSignal;
    /** Told before each wait for an org that does not answer. */
    onWait?: (message: string) => void;
}

export interface RequestOptions {
    /** Sending it twice does no harm: it is sent again when no answer came. GET, PUT and DELETE are, unless told otherwise. */
    idempotent?: boolean;
    /** Asks only how far something is; counted apart. */
    polling?: boolean;
    /** Of a body that is text or bytes; other bodies are JSON. */
    contentType?: string;
    accept?: string;
    headers?: Record<string, string>;
    attempts?: number;
}

/**
 * One connection to one org, in this process. It renews an expired login, waits for an org that is busy or away, and turns what goes
 * wrong into errors that say what to do.
 */
export class OrgConnection {
    /** API calls that the org was asked, repeated ones included. */
    calls = 0;
    /** How many of them only asked how far something is. */
    polls = 0;
    /** When the org last answered anything; 0 before. */
    answeredAt = 0;
    private readonly login: Login;
    private readonly clock: Clock;
    private readonly rules: RetryRules;
    private readonly signal: AbortSignal | undefined;
    private readonly onWait: (message: string) => void;

    constructor(login: Login, options: ConnectionOptions = {}) {
        this.login = login;
        this.clock = options.clock ?? SYSTEM_CLOCK;
        this.rules = { ...RETRY_RULES, ...options.rules };
        this.signal = options.signal;
        this.onWait = options.onWait ?? (() => undefined);
    }

    /**
     * @param target an alias or username that sf knows, or `local` for the local org that runs
     * @throws UnknownTargetError naming what is known
     */
    static async to(target: string, options: ConnectionOptions = {}): Promise<OrgConnection> {
        const login = target === LOCAL ? new LocalLogin(options.as ?? null, options.serverFile) : await SfLogin.find(target);
        return new OrgConnection(login, options);
    }

    get target(): string {
        return this.login.target;
    }

    get username(): string | null {
        return this.login.username;
    }

    /** Address and token, for a program that has to log in by itself. */
    session(): Promise<Session> {
        return this.login.session();
    }

    /** The JSON that the org answers; null for an empty answer. */
    async request<T>(method: string, path: string, body?: unknown, options: RequestOptions = {}): Promise<T> {
        const { text } = await this.send(method, path, body, options);
        if (text === '') {
            return null as T;
        }
        try {
            return JSON.parse(text) as T;
        } catch {
            throw new MalformedAnswerError(this.target, `${method} ${path.split('?')[0]}`, 'no JSON', text);
        }
    }

    /** @param path below /services/apexrest, from its slash on */
    apexRest<T>(method: string, path: string, body?: unknown, options: RequestOptions = {}): Promise<T> {
        return this.request(method, APEX_REST + path, body, options);
    }

    /** All rows, however many pages they come in. */
    async query<T>(soql: string): Promise<T[]> {
        const rows: T[] = [];
        for await (const page of this.pages<T>(soql)) {
            rows.push(...page);
        }
        return rows;
    }

    /** The rows as they come, a page at a time. */
    async *pages<T>(soql: string): AsyncGenerator<T[]> {
        let path: string | undefined = `${DATA}/query?q=${encodeURIComponent(soql)}`;
        while (path) {
            const page: { records?: T[]; nextRecordsUrl?: string } = await this.request('GET', path);
            if (!Array.isArray(page?.records)) {
                throw new MalformedAnswerError(this.target, `GET ${DATA}/query`, 'no records', JSON.stringify(page));
            }
            yield page.records;
            path = page.nextRecordsUrl;
        }
    }

    /**
     * The answer as it came, for what is not JSON.
     *
     * @throws UnreachableError, OutcomeUnknownError, SessionExpiredError, and what `refusal` makes of an answer that says no
     */
    async send(method: string, path: string, body?: unknown, options: RequestOptions = {}): Promise<Answer> {
        const idempotent = options.idempotent ?? /^(?:GET|HEAD|PUT|DELETE)$/.test(method);
        const attempts = options.attempts ?? this.rules.attempts;
        let session = await this.login.session();
        let renewed = false;
        for (let count = 1; ; count++) {
            const outcome = await this.sendOnce(session, method, path, body, options);
            this.answeredAt = isAnswer(outcome) && !isBusy(outcome) ? this.clock.now() : this.answeredAt;
            if (isAnswer(outcome) && outcome.status === 401) {
                if (renewed) {
                    throw this.stillExpired(outcome);
                }
                renewed = true;
                session = await this.login.renew();
                continue;
            }
            if (isAnswer(outcome) && !isBusy(outcome)) {
                if (outcome.status < 300) {
                    return outcome;
                }
                throw refusal(this.target, `${method} ${path.split('?')[0]}`, outcome);
            }
            const delay = this.delay(outcome, count, attempts, idempotent, method, path);
            this.onWait(`${this.target} does not answer (${reason(outcome)}); asking again in ${Math.round(delay / 100) / 10} s …`);
            await this.clock.sleep(delay, this.signal);
            session = isAnswer(outcome) ? session : await this.login.relocate();
        }
    }

    private sendOnce(session: Session, method: string, path: string, body: unknown, options: RequestOptions): Promise<Answer | NoAnswer> {
        if (COUNTED.test(path)) {
            this.calls++;
            this.polls += options.polling ? 1 : 0;
        }
        const raw = typeof body === 'string' || body instanceof Uint8Array;
        return attempt(
            {
                method,
                url: session.url + path,
                headers: {
                    authorization: `Bearer ${session.token}`,
                    accept: options.accept ?? 'application/json',
                    ...(body !== undefined && { 'content-type': options.contentType ?? 'application/json' }),
                    ...options.headers
                },
                body: body === undefined || raw ? (body as string | undefined) : JSON.stringify(body)
            },
            this.rules.timeoutMilliseconds,
            this.signal
        );
    }

    /** How long to wait before the next attempt. @throws UnreachableError when there is to be none */
    private delay(outcome: Answer | NoAnswer, count: number, attempts: number, idempotent: boolean, method: string, path: string): number {
        const what = `${method} ${path.split('?')[0]}`;
        const unsafe = isAnswer(outcome) ? outcome.status !== 429 : outcome.maybeSent;
        if (unsafe && !idempotent) {
            throw new OutcomeUnknownError(
                this.target,
                `${this.target} gave no answer to ${what} (${reason(outcome)}); whether it was done has to be read again.`
            );
        }
        const asked = isAnswer(outcome) ? retryAfter(outcome.headers.get('retry-after'), this.clock.now()) : null;
        if (asked !== null && asked > this.rules.longestRetryAfterMilliseconds) {
            throw new UnreachableError(
                this.target,
                `${this.target} is busy (${reason(outcome)}) and asks to come back in ${Math.ceil(asked / 1_000)} s. Try again then.`
            );
        }
        if (count >= attempts || (!isAnswer(outcome) && !outcome.passing)) {
            throw new UnreachableError(
                this.target,
                `${this.target} cannot be reached: ${reason(outcome)}${count > 1 ? `, ${count} times` : ''} (${what}).` +
                    (this.target === LOCAL ? ' Does it still run? Start it with: npm start' : '')
            );
        }
        return asked ?? delayBefore(count, this.rules);
    }

    private stillExpired({ text }: Answer): SessionExpiredError {
        return new SessionExpiredError(
            this.target,
            `${this.target} does not accept the login, not even a renewed one (${text.slice(0, 200)}). Log in again: ` +
                (this.target === LOCAL ? 'npm start' : `sf org login web --alias ${this.target}`)
        );
    }
}

/** It may answer if it is asked again. */
function isBusy({ status }: Answer): boolean {
    return status === 429 || status === 502 || status === 503 || status === 504;
}

function reason(outcome: Answer | NoAnswer): string {
    if (!isAnswer(outcome)) {
        return outcome.why;
    }
    return outcome.status === 429 ? 'too many requests (429)' : `the service is not available (${outcome.status})`;
}
