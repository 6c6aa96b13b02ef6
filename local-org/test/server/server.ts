/** The HTTP side over an org of its own, inside the test's process; the page's files are left out. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noAssets } from '../../src/server/assets.ts';
import { serve } from '../../src/server/serve.ts';
import type { ServeOptions } from '../../src/server/serve.ts';
import { writeFiles } from '../schema/projectFixture.ts';
import { call, login } from './serving.ts';

export class TestServer {
    readonly url: string;
    /** The first administrator's token. */
    readonly admin: string;
    private readonly stopAll: () => Promise<void>;

    private constructor(url: string, admin: string, stopAll: () => Promise<void>) {
        this.url = url;
        this.admin = admin;
        this.stopAll = stopAll;
    }

    static async start(files: Record<string, string>, options: Partial<ServeOptions> = {}): Promise<TestServer> {
        const folder = mkdtempSync(join(tmpdir(), 'server-'));
        writeFiles(folder, files);
        const server = await serve({
            projectDirectory: folder,
            database: null,
            fresh: false,
            features: null,
            packageDirectories: null,
            certificates: [],
            runJobs: false,
            jobPause: 0,
            port: 0,
            host: '127.0.0.1',
            buildPage: () => Promise.resolve(noAssets),
            onProgress: () => undefined,
            ...options
        });
        return new TestServer(server.url, await login(server.url), async () => {
            await server.close();
            rmSync(folder, { recursive: true, force: true });
        });
    }

    stop(): Promise<void> {
        return this.stopAll();
    }

    call(method: string, path: string, body?: unknown, token: string = this.admin): ReturnType<typeof call> {
        return call(this.url, method, path, { token, body });
    }

    api(method: string, path: string, body?: unknown, token?: string): ReturnType<typeof call> {
        return this.call(method, `/services/data/v67.0${path}`, body, token);
    }

    query(soql: string, token?: string): ReturnType<typeof call> {
        return this.api('GET', `/query?q=${encodeURIComponent(soql)}`, undefined, token);
    }

    async rows(soql: string, token?: string): Promise<Record<string, unknown>[]> {
        return ((await this.query(soql, token)).json as { records: Record<string, unknown>[] }).records;
    }

    /** Creates a record that must be saved; tells its Id. */
    async create(object: string, fields: Record<string, unknown>, token?: string): Promise<string> {
        const { status, json } = await this.api('POST', `/sobjects/${object}`, fields, token);
        if (status !== 201) {
            throw new Error(JSON.stringify(json));
        }
        return (json as { id: string }).id;
    }

    /** Creates somebody and logs them in. */
    async person(
        name: string,
        profile: string,
        more: Record<string, unknown> = {}
    ): Promise<{ id: string; username: string; token: string }> {
        const [{ Id: ProfileId }] = await this.rows(`SELECT Id FROM Profile WHERE Name = '${profile}'`);
        const username = `${name}@server.test`;
        const id = await this.create('User', {
            LastName: name,
            Username: username,
            Email: username,
            Alias: name,
            ProfileId,
            TimeZoneSidKey: 'GMT',
            LocaleSidKey: 'en_US',
            LanguageLocaleKey: 'en_US',
            EmailEncodingKey: 'UTF-8',
            ...more
        });
        return { id, username, token: await login(this.url, username) };
    }

    async assign(permissionSet: string, AssigneeId: string): Promise<void> {
        const [{ Id: PermissionSetId }] = await this.rows(`SELECT Id FROM PermissionSet WHERE Name = '${permissionSet}'`);
        await this.create('PermissionSetAssignment', { AssigneeId, PermissionSetId });
    }
}

/** `[{errorCode, message, fields?}]` of a refusal. */
export function errorOf(answer: { json: unknown }): { errorCode: string; message: string; fields?: string[] } {
    return (answer.json as { errorCode: string; message: string; fields?: string[] }[])[0];
}
