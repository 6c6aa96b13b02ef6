import { readFileSync } from 'node:fs';
import { attempt, isAnswer } from './attempt.ts';
import { MalformedAnswerError, RefusedError, UnknownTargetError, UnreachableError } from './errors.ts';
import type { Login, Session } from './Login.ts';
import { withoutSlash } from './Login.ts';

const TIMEOUT_MILLISECONDS = 30_000;
export const LOCAL = 'local';
export const SERVER_FILE = '.local-org/server.json';

/** The local org that runs now, by the address that `npm start` keeps in .local-org/server.json. It needs no password. */
export class LocalLogin implements Login {
    readonly target = LOCAL;
    username: string | null;
    private readonly serverFile: string;
    private current: Session | null = null;

    /** @param username whom to be; null for the first administrator */
    constructor(username: string | null, serverFile: string = SERVER_FILE) {
        this.username = username;
        this.serverFile = serverFile;
    }

    async session(): Promise<Session> {
        return this.current ?? this.signIn();
    }

    renew(): Promise<Session> {
        return this.signIn();
    }

    /** A local org that was started again may listen elsewhere; its sessions are in its database. */
    async relocate(): Promise<Session> {
        const url = this.address();
        if (this.current === null) {
            return this.signIn();
        }
        this.current = { ...this.current, url };
        return this.current;
    }

    private async signIn(): Promise<Session> {
        const url = this.address();
        const outcome = await attempt(
            {
                method: 'POST',
                url: `${url}/local/login`,
                headers: { 'content-type': 'application/json' },
                body: JSON.stringify({ username: this.username })
            },
            TIMEOUT_MILLISECONDS
        );
        if (!isAnswer(outcome)) {
            throw new UnreachableError(this.target, `No local org answers at ${url} (${outcome.why}). Start it with: npm start`);
        }
        const answer = parsed(outcome.text);
        if (outcome.status >= 400) {
            const error = (Array.isArray(answer) ? answer[0] : answer) as { errorCode?: string; message?: string } | null;
            throw new RefusedError(
                this.target,
                outcome.status,
                error?.errorCode ?? String(outcome.status),
                `The local org refused the login${this.username === null ? '' : ` as ${this.username}`}: ${error?.message ?? outcome.text}`
            );
        }
        const { token, username } = (answer ?? {}) as { token?: unknown; username?: unknown };
        if (typeof token !== 'string') {
            throw new MalformedAnswerError(this.target, 'POST /local/login', 'no token', outcome.text);
        }
        this.username = typeof username === 'string' ? username : this.username;
        this.current = { url, token };
        return this.current;
    }

    private address(): string {
        try {
            const { url } = JSON.parse(readFileSync(this.serverFile, 'utf8')) as { url: unknown };
            if (typeof url === 'string') {
                return withoutSlash(url);
            }
        } catch {
            // No file, or half a file: the sentence below says what to do.
        }
        throw new UnknownTargetError(
            this.target,
            `No local org runs: there is no ${SERVER_FILE}. Start one with "npm start" and leave it running, or name an org with --target-org.`
        );
    }
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return null;
    }
}
