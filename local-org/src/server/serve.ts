import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { DatabaseLock } from './databaseLock.ts';
import { expectFreePort, startHttpServer } from './httpServer.ts';
import { OrgDirectory } from './orgs/OrgDirectory.ts';
import { buildPage } from './orgs/OrgHost.ts';
import type { PageBuilder } from './orgs/OrgHost.ts';
import { ScratchOrgs } from './orgs/ScratchOrgs.ts';
import type { OrgThreadOptions } from './protocol.ts';

export interface ServeOptions extends OrgThreadOptions {
    port: number;
    host: string;
    /** Names of this machine under which it may be asked, beside loopback's. */
    allowedHosts?: readonly string[];
    /** Folder of a Dev Hub's scratch orgs. Absent: beside the database; for a hub in memory a temporary one. */
    scratchOrgs?: string;
    /** false: the page is built when somebody first looks at it, for those who want the org alone. Otherwise it is there at once. */
    pageAtOnce?: boolean;
    /** The Lightning page of each org, unless told otherwise. */
    buildPage?: PageBuilder;
    onProgress: (message: string) => void;
}

export interface RunningServer {
    url: string;
    created: boolean;
    /** Settles with the reason when the org ends without having been asked to. */
    died: Promise<Error>;
    /** A session of the first administrator. */
    login(): Promise<{ token: string; username: string }>;
    close(): Promise<void>;
}

/**
 * Opens the org on its thread, builds the page beside it unless told to wait with that, and listens when both are ready. Nothing is left behind when it throws.
 *
 * @throws ProjectError, OrgStartError, ComponentError, UnknownModuleError, ListenError, DatabaseInUseError
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
    const { port, host, allowedHosts, onProgress, scratchOrgs, pageAtOnce = true, buildPage: build = buildPage, ...served } = options;
    // Before anything is compiled, or forgotten by --fresh.
    await expectFreePort(port, host);
    const lock = served.database === null ? null : DatabaseLock.take(served.database);
    const folder = served.devHub ? scratchFolder(served.database, scratchOrgs) : null;
    const leave = (): void => {
        if (folder?.temporary) {
            rmSync(folder.path, { recursive: true, force: true, maxRetries: 5 });
        }
        lock?.release();
    };
    try {
        const orgs = new OrgDirectory({
            served: { ...served, neighbours: folder && { directory: folder.path, hub: served.database } },
            buildPage: build,
            onProgress,
            scratchOrgs: folder && new ScratchOrgs(folder.path, folder.hub)
        });
        // When the org cannot be opened, that is told at once; what the build then says concerns nobody.
        const page = pageAtOnce ? orgs.served.page() : null;
        try {
            const { created, died } = await orgs.open();
            await page;
            const server = await startHttpServer({ orgs, port, host, allowedHosts });
            const close = async (): Promise<void> => {
                await server.close();
                await orgs.close();
                leave();
            };
            return { url: server.url, created, died, login: () => loginTo(orgs), close };
        } catch (error) {
            await orgs.close();
            throw error;
        }
    } catch (error) {
        leave();
        throw error;
    }
}

/** Where a hub's scratch orgs are, and by what name their files call the hub: the way to its database, so that both can be moved together. */
function scratchFolder(database: string | null, asked: string | undefined): { path: string; hub: string | null; temporary: boolean } {
    if (database === null) {
        return asked === undefined
            ? { path: mkdtempSync(join(tmpdir(), 'local-org-scratch-')), hub: null, temporary: true }
            : { path: resolve(asked), hub: null, temporary: false };
    }
    const path = resolve(asked ?? join(dirname(database), 'scratch-orgs'));
    return { path, hub: relative(path, resolve(database)), temporary: false };
}

async function loginTo(orgs: OrgDirectory): Promise<{ token: string; username: string }> {
    const bytes = new Uint8Array(Buffer.from(JSON.stringify({ username: null })));
    const { body } = await orgs.served.request({ method: 'POST', path: '/local/login', query: {}, headers: {}, bytes });
    return JSON.parse(String(body)) as { token: string; username: string };
}
