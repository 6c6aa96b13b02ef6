import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folder that a local org is kept in from one start to the next: its database, and while it runs the address
 * (server.json), for everybody who wants to talk to it.
 */
export class KeptOrg {
    readonly folder: string;
    readonly database: string;
    private readonly serverFile: string;
    private readonly seedingFile: string;

    constructor(folder: string) {
        this.folder = folder;
        this.database = join(folder, 'org.sqlite');
        this.serverFile = join(folder, 'server.json');
        this.seedingFile = join(folder, 'seeding');
    }

    /** The URL of the org that runs on this folder already; null when none answers. */
    async runningAt(): Promise<string | null> {
        try {
            const { url } = JSON.parse(readFileSync(this.serverFile, 'utf8')) as { url: string };
            await fetch(`${url}/services/data`, { signal: AbortSignal.timeout(2_000) });
            return url;
        } catch {
            // No file, or nobody behind it: it was left by a process that was killed.
            return null;
        }
    }

    /** Is there an org whose seeding came to its end? Half a seed would look like a whole one. */
    get seeded(): boolean {
        return existsSync(this.database) && !existsSync(this.seedingFile);
    }

    /** Until `seedingEnded`, whatever happens leaves an org that is not worth keeping. */
    seedingBegins(): void {
        mkdirSync(this.folder, { recursive: true });
        writeFileSync(this.seedingFile, 'Demo people and records are being made. With this file here, the next start begins anew.\n');
    }

    seedingEnded(): void {
        rmSync(this.seedingFile, { force: true });
    }

    announce(url: string): void {
        writeFileSync(this.serverFile, JSON.stringify({ url }, null, 2));
    }

    withdraw(): void {
        rmSync(this.serverFile, { force: true });
    }
}
