/** `npm run offboard` in this process, against a local org that may be killed and started again elsewhere. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { processEnvironment } from '../../offboard/Environment.ts';
import type { Environment } from '../../offboard/Environment.ts';
import type { ExitCode } from '../../offboard/exitCodes.ts';
import { offboard } from '../../offboard/program.ts';
import type { Report } from '../../offboard/session.ts';
import { OrgConnection } from '../../org/OrgConnection.ts';
import type { ConnectionOptions } from '../../org/OrgConnection.ts';
import { STORY, usernameOf } from '../../seed/plan.ts';

export interface Ran<T> {
    code: ExitCode;
    report: Report<T>;
    stderr: string;
}

/** A folder with the address of the org, as `npm start` keeps it, and the files of the test. */
export class OffboardCommand {
    readonly folder: string;
    private readonly serverFile: string;
    private readonly as: string | null;

    /** @param as null for the first administrator */
    constructor(folder: string, url: string, as: string | null = usernameOf(STORY.operator)) {
        this.folder = folder;
        this.as = as;
        this.serverFile = join(folder, 'server.json');
        this.orgIsAt(url);
    }

    orgIsAt(url: string): void {
        writeFileSync(this.serverFile, JSON.stringify({ url }));
    }

    file(name: string, text: string): string {
        writeFileSync(join(this.folder, name), text);
        return name;
    }

    connect(target: string, options: ConnectionOptions): Promise<OrgConnection> {
        return OrgConnection.to(target, { ...options, serverFile: this.serverFile });
    }

    /** With --json. */
    async run<T>(args: string[], more: Partial<Environment> = {}): Promise<Ran<T>> {
        let stdout = '';
        let stderr = '';
        const environment: Environment = {
            ...processEnvironment(new AbortController().signal),
            print: (text) => (stdout += text),
            tell: (text) => (stderr += `${text}\n`),
            isTerminal: false,
            drawsBars: false,
            resolve: (path) => resolve(this.folder, path),
            connect: (target, options) => this.connect(target, options),
            ...more
        };
        const code = await offboard(
            [...args, '--target-org', 'local', ...(this.as === null ? [] : ['--as', this.as]), '--json'],
            environment
        );
        return { code, report: JSON.parse(stdout) as Report<T>, stderr };
    }
}
