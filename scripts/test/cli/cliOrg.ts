/** A small project, served, and the real CLI beside it: what the tests of this folder work with. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LocalOrgProcess } from '../../org/LocalOrgProcess.ts';
import type { LocalOrgOptions } from '../../org/LocalOrgProcess.ts';
import { Sf } from '../../org/Sf.ts';
import type { SfJson } from '../../org/Sf.ts';
import { keyAndCertificate } from './certificate.ts';

const PROJECT = 'scripts/test/cli/project';

export const ADMIN = 'admin@localorg.test';

export class CliOrg {
    /** Stands in the project's copy: nothing that it keeps there stays in this project. */
    readonly sf: Sf;
    readonly org: LocalOrgProcess;
    /** A copy of the project, which commands may change. */
    readonly project: string;
    readonly keyFile: string;

    private constructor(sf: Sf, org: LocalOrgProcess, project: string, keyFile: string) {
        this.sf = sf;
        this.org = org;
        this.project = project;
        this.keyFile = keyFile;
    }

    /** Serves the project and logs its administrator in by JWT, as the default org. */
    static async start(options: Partial<LocalOrgOptions> = {}): Promise<CliOrg> {
        const sf = Sf.inPrivateHome();
        try {
            const project = sf.folder('project');
            cpSync(PROJECT, project, { recursive: true });
            const { key, certificate } = keyAndCertificate();
            const keyFile = join(sf.home, 'server.key');
            const certificateFile = join(sf.home, 'server.crt');
            writeFileSync(keyFile, key, { mode: 0o600 });
            writeFileSync(certificateFile, certificate);
            const org = await LocalOrgProcess.start({
                database: null,
                port: 0,
                project,
                certificates: [certificateFile],
                pageLater: true,
                ...options
            });
            const cli = new CliOrg(sf.standingIn(project), org, project, keyFile);
            const login = await cli.loginByJwt(ADMIN, options.devHub ? ['--set-default', '--set-default-dev-hub'] : ['--set-default']);
            if (login.status !== 0) {
                await cli.stop();
                throw new Error(login.message);
            }
            return cli;
        } catch (error) {
            sf.dispose();
            throw error;
        }
    }

    loginByJwt(username: string, more: string[] = []): Promise<SfJson<{ username: string; orgId: string }>> {
        return this.sf.json([
            ...['org', 'login', 'jwt', '--instance-url', this.org.url, '--client-id', 'TestClient'],
            ...['--jwt-key-file', this.keyFile, '--username', username, ...more]
        ]);
    }

    /** `sf … --json`, which has to succeed. */
    async ok<T>(...args: string[]): Promise<T> {
        const answer = await this.sf.json<T>(args);
        if (answer.exitCode !== 0) {
            throw new Error(`sf ${args.join(' ')} ended with ${answer.exitCode}: ${JSON.stringify(answer)}`);
        }
        return answer.result;
    }

    /** A file of the CLI's home, as a command wants one. Returns its path. */
    file(name: string, content: string): string {
        const path = join(this.sf.home, 'files', name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, content);
        return path;
    }

    async stop(): Promise<void> {
        await this.org.stop();
        this.sf.dispose();
    }
}
