/** `npm run org:create`, `org:seed`, `org:delete`, `org:open`: their options, their help, their work. */
import { Command, InvalidArgumentError } from 'commander';
import { OrgClient } from '../org/OrgClient.ts';
import { OrgConnection } from '../org/OrgConnection.ts';
import { Sf } from '../org/Sf.ts';
import { domainOfOrg, usernameOf, STORY } from '../seed/plan.ts';
import { seed } from '../seed/seed.ts';
import type { SeedReport } from '../seed/seed.ts';
import { devHubOf } from './devHub.ts';
import { ScratchOrgs } from './ScratchOrgs.ts';

const ALIAS = 'handover';
const LONGEST_LIFE_DAYS = 30;
const TAB = 'lightning/n/Offboarding';
const LOCAL = 'local';

function days(text: string): number {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1 || value > LONGEST_LIFE_DAYS) {
        throw new InvalidArgumentError(`It must be a whole number from 1 to ${LONGEST_LIFE_DAYS}.`);
    }
    return value;
}

const say = (text: string): void => console.error(text);

interface OrgOption {
    targetOrg: string;
}

export function orgCreateCommand(): Command {
    return new Command('org:create')
        .description(
            'Makes a scratch org with Handover in it: creates it, deploys force-app and the demo metadata, assigns the permission sets, seeds test people and records.'
        )
        .option('-a, --alias <alias>', 'alias of the new org', ALIAS)
        .option('-v, --target-dev-hub <hub>', "a Dev Hub that sf knows, or `local` for the local org that runs; without it: sf's default")
        .option('-d, --duration-days <days>', 'days until it expires', days, 7)
        .option('--no-set-default', "leave sf's default org as it is")
        .option('--no-seed', 'without test people and records')
        .action(async (options: { alias: string; targetDevHub?: string; durationDays: number; setDefault: boolean; seed: boolean }) => {
            const sf = Sf.ofThePerson();
            const orgs = new ScratchOrgs(sf, await devHubOf(sf, options.targetDevHub));
            const { alias } = options;
            say(`Creating the scratch org ${alias} …`);
            const { username } = await orgs.create(alias, { days: options.durationDays, setDefault: options.setDefault });
            say(`${username} is there. Deploying …`);
            await whole(alias, 'deploy', async () => say(`${await orgs.deploy(alias)} components deployed. Assigning permission sets …`));
            await whole(alias, 'assign', () => orgs.assignPermissionSets(alias));
            if (options.seed) {
                say('Seeding test people and records …');
                await whole(alias, 'seed', async () => console.log(seedText(await seedOrg(alias))));
            }
            console.log(`The org is ready: npm run org:open -- --target-org ${alias}`);
        });
}

/** What is there when a step fails stays there, and the message says how to go on. */
async function whole(alias: string, step: 'deploy' | 'assign' | 'seed', work: () => Promise<void>): Promise<void> {
    try {
        await work();
    } catch (error) {
        const next = {
            deploy: `sf project deploy start --target-org ${alias}`,
            assign: `sf org assign permset --name Offboarding_Operator --target-org ${alias}`,
            seed: `npm run org:seed -- --target-org ${alias}`
        }[step];
        const { message } = error as Error;
        throw new OrgStepError(
            `${message}\nThe org ${alias} is there, this step is not done. Go on with: ${next}\nOr remove it: npm run org:delete -- --target-org ${alias}`,
            error
        );
    }
}

/** An org was made, but not to its end. */
export class OrgStepError extends Error {
    constructor(message: string, cause: unknown) {
        super(message, { cause });
        this.name = 'OrgStepError';
    }
}

export function orgSeedCommand(): Command {
    return new Command('org:seed')
        .description(
            'Gives an org the test people and records of config/data. It can be repeated: what is there stays as it is, what is missing is added. Usernames hold the Id of the org, and only free seats are taken.'
        )
        .option('-o, --target-org <org>', 'an alias or username that sf knows, or `local` for the local org that runs', ALIAS)
        .option('--json', 'print the result as JSON on stdout')
        .action(async (options: OrgOption & { json?: boolean }) => {
            const report = await seedOrg(options.targetOrg);
            console.log(options.json ? JSON.stringify(report, null, 2) : seedText(report));
        });
}

async function seedOrg(target: string): Promise<SeedReport> {
    const connection = await OrgConnection.to(target);
    const { url, token } = await connection.session();
    if (target === LOCAL) {
        return seed(new OrgClient(url, token), { sessions: true });
    }
    const [{ Id: id }] = await connection.query<{ Id: string }>('SELECT Id FROM Organization');
    // The session is asked for again: reading may have renewed it.
    const session = await connection.session();
    return seed(new OrgClient(session.url, session.token), { domain: domainOfOrg(id) });
}

function seedText({ domain, people, records }: SeedReport): string {
    const lines = [
        `People: ${people.created.length} created, ${people.existing.length} there already.`,
        `Records: ${records.created} created, ${records.existing} there already.`,
        ...(people.skipped.length > 0 ? [`No seat was left for: ${people.skipped.join(', ')}.`] : []),
        ...(records.skipped.length > 0 ? [`Not made without them: ${records.skipped.join(', ')}.`] : []),
        `Try: npm run offboard -- plan ${usernameOf(STORY.leaver, domain)} --successor ${usernameOf(STORY.successor, domain)}`
    ];
    return lines.join('\n');
}

export function orgDeleteCommand(): Command {
    return new Command('org:delete')
        .description('Removes a scratch org and everything in it.')
        .option('-o, --target-org <org>', 'its alias or username', ALIAS)
        .action(async ({ targetOrg }: OrgOption) => {
            await new ScratchOrgs(Sf.ofThePerson(), null).delete(targetOrg);
            console.log(`The scratch org ${targetOrg} is gone.`);
        });
}

export function orgOpenCommand(): Command {
    return new Command('org:open')
        .description('Opens the Offboarding tab of an org in the browser, signed in.')
        .option('-o, --target-org <org>', 'its alias or username', ALIAS)
        .option('-r, --url-only', 'print the address, good for one browser, and open nothing')
        .action(async ({ targetOrg, urlOnly }: OrgOption & { urlOnly?: boolean }) => {
            const command = ['org', 'open', '--target-org', targetOrg, '--path', TAB, ...(urlOnly ? ['--url-only'] : [])];
            const { url } = await Sf.ofThePerson().result<{ url: string }>(command);
            console.log(urlOnly ? url : `The Offboarding tab of ${targetOrg} is open.`);
        });
}
