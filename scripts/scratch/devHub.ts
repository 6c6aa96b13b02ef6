/** Where scratch orgs come from: a Dev Hub that sf knows, the local org that runs, or a local one for the occasion. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KeptOrg } from '../org/KeptOrg.ts';
import { LocalOrgProcess } from '../org/LocalOrgProcess.ts';
import { OrgClient } from '../org/OrgClient.ts';
import type { Sf } from '../org/Sf.ts';

/** The Dev Hub's alias when it is a local one. */
export const LOCAL_HUB = 'handover-local-hub';
const LOCAL = 'local';
const KEPT_ORG = '.local-org';

/** There is no Dev Hub to ask; the message says how to get one. */
export class DevHubError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'DevHubError';
    }
}

/**
 * The alias under which sf reaches the Dev Hub, null for sf's default.
 *
 * @param target what was asked for: an alias, a username, `local`, or nothing
 * @throws DevHubError when `local` is asked for and no local org runs
 */
export async function devHubOf(sf: Sf, target: string | undefined): Promise<string | null> {
    if (target !== LOCAL) {
        return target ?? null;
    }
    const url = await new KeptOrg(KEPT_ORG).runningAt();
    if (url === null) {
        throw new DevHubError('No local org runs. Start one with npm start, and leave it running; or name another Dev Hub.');
    }
    await logIn(sf, url);
    return LOCAL_HUB;
}

/** A Dev Hub with nothing in it, in memory, for one run; sf is logged in to it. Whoever starts it stops it. */
export async function startLocalHub(sf: Sf): Promise<LocalOrgProcess> {
    const hub = await LocalOrgProcess.start({
        database: null,
        port: 0,
        project: emptyProject(sf.folder('hub')),
        devHub: true,
        pageLater: true
    });
    try {
        await logIn(sf, hub.url);
    } catch (error) {
        await hub.stop();
        throw error;
    }
    return hub;
}

/** Makes the folder a project with nothing in it, for an org that has nothing in it. */
export function emptyProject(folder: string): string {
    mkdirSync(join(folder, 'force-app'), { recursive: true });
    writeFileSync(join(folder, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }] }));
    return folder;
}

async function logIn(sf: Sf, url: string): Promise<void> {
    const { token } = (await new OrgClient(url, '').send('POST', '/local/login', { username: null })) as { token: string };
    await sf.result(['org', 'login', 'access-token', '--instance-url', url, '--alias', LOCAL_HUB, '--no-prompt'], {
        SF_ACCESS_TOKEN: token
    });
}
