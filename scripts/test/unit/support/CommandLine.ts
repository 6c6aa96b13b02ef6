/** The command line in this process: what it prints, asks and answers. */
import { resolve } from 'node:path';
import type { Environment } from '../../../offboard/Environment.ts';
import type { ExitCode } from '../../../offboard/exitCodes.ts';
import { offboard } from '../../../offboard/program.ts';
import { UnknownTargetError } from '../../../org/connection/errors.ts';
import { InterruptedError } from '../../../org/connection/Clock.ts';
import type { Login, Session } from '../../../org/connection/Login.ts';
import { OrgConnection } from '../../../org/OrgConnection.ts';
import type { FakeOrg } from './FakeOrg.ts';
import { TestClock } from './TestClock.ts';

export interface Result {
    code: ExitCode;
    stdout: string;
    stderr: string;
    questions: string[];
}

export class FakeLogin implements Login {
    readonly target: string;
    readonly username = 'iris@handover.example';
    readonly org: FakeOrg;
    constructor(target: string, org: FakeOrg) {
        this.target = target;
        this.org = org;
    }

    session(): Promise<Session> {
        return Promise.resolve({ url: this.org.server.url, token: 'token-1' });
    }

    renew(): Promise<Session> {
        return this.session();
    }

    relocate(): Promise<Session> {
        return this.session();
    }
}

export class CommandLine {
    readonly clock = new TestClock();
    interruption = new AbortController();
    /** Answers to questions; null is Ctrl-C. A command line without any has no terminal. */
    answers: (string | null)[] | null = null;
    folder = '.';
    private readonly orgs: Record<string, FakeOrg>;

    constructor(orgs: Record<string, FakeOrg>) {
        this.orgs = orgs;
    }

    async run(...args: string[]): Promise<Result> {
        const result: Result = { code: 0, stdout: '', stderr: '', questions: [] };
        const environment: Environment = {
            print: (text) => (result.stdout += `${text}\n`),
            tell: (text) => (result.stderr += `${text}\n`),
            isTerminal: this.answers !== null,
            drawsBars: false,
            width: 0,
            ask: (question) => {
                result.questions.push(question);
                const answer = this.answers!.shift() ?? null;
                return answer === null ? Promise.reject(new InterruptedError()) : Promise.resolve(answer);
            },
            resolve: (path) => resolve(this.folder, path),
            connect: (target, options) => {
                const org = this.orgs[target];
                return org
                    ? Promise.resolve(new OrgConnection(new FakeLogin(target, org), options))
                    : Promise.reject(new UnknownTargetError(target, `sf knows no org named ${target}.`));
            },
            defaultTarget: () => Promise.resolve(null),
            clock: this.clock,
            signal: this.interruption.signal
        };
        result.code = await offboard(args, environment);
        return result;
    }
}
