/** Scratch orgs of one Dev Hub, made and removed by the CLI. */
import { OrgClient } from '../org/OrgClient.ts';
import type { Sf } from '../org/Sf.ts';
import { deployResult } from './deployResult.ts';

export const DEFINITION_FILE = 'config/project-scratch-def.json';
/** What whoever made the org gets: the app, the platform permissions for it, and the fields of the test records. */
export const PERMISSION_SETS = ['Offboarding_Operator', 'Offboarding_Platform_Access', 'Demo_Data'];

const CREATE_MINUTES = '20';
const DEPLOY_MINUTES = '60';

export interface CreatedOrg {
    username: string;
    orgId: string;
}

export interface Display {
    id: string;
    username: string;
    instanceUrl: string;
    accessToken: string;
}

export class ScratchOrgs {
    private readonly sf: Sf;
    /** Alias or username of the Dev Hub; null for the CLI's default. */
    private readonly hub: string | null;

    constructor(sf: Sf, hub: string | null) {
        this.sf = sf;
        this.hub = hub;
    }

    async create(alias: string, options: { days: number; setDefault: boolean }): Promise<CreatedOrg> {
        return this.sf.result<CreatedOrg>([
            ...['org', 'create', 'scratch', '--definition-file', DEFINITION_FILE, '--alias', alias],
            ...['--duration-days', String(options.days), '--wait', CREATE_MINUTES],
            ...(options.setDefault ? ['--set-default'] : []),
            ...(this.hub === null ? [] : ['--target-dev-hub', this.hub])
        ]);
    }

    /** Every package directory of the project. Returns how many components there were. Throws DeployError naming what failed. */
    async deploy(org: string): Promise<number> {
        const command = ['project', 'deploy', 'start', '--target-org', org, '--wait', DEPLOY_MINUTES, '--ignore-conflicts'];
        return deployResult(await this.sf.json(command)).numberComponentsDeployed;
    }

    async assignPermissionSets(org: string): Promise<void> {
        await this.sf.result(['org', 'assign', 'permset', '--target-org', org, ...PERMISSION_SETS.flatMap((name) => ['--name', name])]);
    }

    async display(org: string): Promise<Display> {
        return this.sf.result<Display>(['org', 'display', '--target-org', org], { SF_TEMP_SHOW_SECRETS: 'true' });
    }

    /** An API client for data, signed in as the CLI is. */
    async client(org: string): Promise<OrgClient> {
        const { instanceUrl, accessToken } = await this.display(org);
        return new OrgClient(instanceUrl, accessToken);
    }

    async delete(org: string): Promise<void> {
        await this.sf.result(['org', 'delete', 'scratch', '--target-org', org, '--no-prompt']);
    }
}
