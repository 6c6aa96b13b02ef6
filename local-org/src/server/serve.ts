import { rmSync } from 'node:fs';
import { openBrowserAssets } from '../browser/browserAssets.ts';
import { browserSources, cacheDirectory } from '../localOrg.ts';
import { startHttpServer } from './httpServer.ts';
import { OrgThread } from './OrgThread.ts';

export interface ServeOptions {
    projectDirectory: string;
    database: string | null;
    /** Forget what the database holds. */
    fresh: boolean;
    features: string[] | null;
    packageDirectories: string[] | null;
    /** PEM certificates whose keys may sign JWT bearer assertions. */
    certificates: string[];
    runJobs: boolean;
    port: number;
    host: string;
    onProgress: (message: string) => void;
}

export interface RunningServer {
    url: string;
    created: boolean;
    close(): Promise<void>;
}

/** Opens the org on its thread, builds the page beside it, and listens when both are ready. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
    if (options.fresh && options.database) {
        for (const suffix of ['', '-wal', '-shm']) {
            rmSync(options.database + suffix, { force: true });
        }
    }
    const { projectDirectory, database, features, packageDirectories, certificates, runJobs } = options;
    const orgOptions = { projectDirectory, database, features, packageDirectories, certificates, runJobs };
    const sources = browserSources(options.projectDirectory, options.packageDirectories);
    const [org, assets] = await Promise.all([
        OrgThread.start(orgOptions, options.onProgress),
        openBrowserAssets({ ...sources, cacheFolder: cacheDirectory(), onProgress: options.onProgress })
    ]);
    const server = await startHttpServer({ org, assets, port: options.port, host: options.host });
    return {
        url: server.url,
        created: org.created,
        async close() {
            await server.close();
            await org.close();
        }
    };
}
