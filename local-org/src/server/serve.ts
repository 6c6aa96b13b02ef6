import { openBrowserAssets } from '../browser/browserAssets.ts';
import { browserSources, cacheDirectory } from '../localOrg.ts';
import { expectFreePort, startHttpServer } from './httpServer.ts';
import { OrgThread } from './OrgThread.ts';
import type { OrgThreadOptions } from './protocol.ts';

export interface ServeOptions extends OrgThreadOptions {
    port: number;
    host: string;
    onProgress: (message: string) => void;
}

export interface RunningServer {
    url: string;
    created: boolean;
    /** Settles with the reason when the org ends without having been asked to. */
    died: Promise<Error>;
    close(): Promise<void>;
}

/**
 * Opens the org on its thread, builds the page beside it, and listens when both are ready. Nothing is left behind when it throws.
 *
 * @throws ProjectError, OrgStartError, ComponentError, UnknownModuleError, ListenError
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
    const { port, host, onProgress, ...orgOptions } = options;
    const sources = browserSources(options.projectDirectory, options.packageDirectories);
    // Before anything is compiled, or forgotten by --fresh.
    await expectFreePort(port, host);
    const building = openBrowserAssets({ ...sources, cacheFolder: cacheDirectory(), onProgress });
    // When the org cannot be opened, that is told at once; what the build then says concerns nobody.
    building.catch(() => undefined);
    const org = await OrgThread.start(orgOptions, onProgress);
    try {
        const server = await startHttpServer({ org, assets: await building, port, host });
        return {
            url: server.url,
            created: org.created,
            died: org.died,
            async close() {
                await server.close();
                await org.close();
            }
        };
    } catch (error) {
        await org.close();
        throw error;
    }
}
