/** `npm start`: the local org kept in .local-org/, with demo people and records the first time. */
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { KeptOrg } from '../org/KeptOrg.ts';
import { LocalOrgProcess, LocalOrgStartError } from '../org/LocalOrgProcess.ts';
import { OrgClient } from '../org/OrgClient.ts';
import { DEMO_DOMAIN } from '../seed/plan.ts';
import { seed } from '../seed/seed.ts';

const FOLDER = '.local-org';
/** A real org takes its time between two jobs; without a rest the steps would tick faster than anybody can watch. */
const JOB_PAUSE_MILLISECONDS = 150;
const TAB = '/lightning/n/Offboarding';
/** The demo people hold what is deployed from here. */
const DEMO_METADATA = 'config/demo';

/** What a person can mend; the message is all that is shown. */
class StartRefused extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'StartRefused';
    }
}

const USUAL_PORT = '8080';
const LARGEST_PORT = 65_535;

export function startCommand(): Command {
    return new Command('start')
        .description(
            `Serves the Offboarding tab from the local org that is kept in ${FOLDER}/; the first time it is filled with demo people and records. Ctrl-C stops it.`
        )
        .option('--fresh', 'forget what is kept and begin anew')
        .option('--port <n>', 'where it listens; 0 for any free port', USUAL_PORT)
        .configureOutput({ outputError: (text, write) => write(text.replace(/^error: ./, (begin) => begin.at(-1)!.toUpperCase())) })
        .action(({ fresh, port }: { fresh?: boolean; port: string }) => start({ fresh: fresh === true, port: portOf(port) }));
}

function portOf(text: string): number {
    if (!/^\d{1,5}$/.test(text) || Number(text) > LARGEST_PORT) {
        throw new StartRefused(`--port must be a number from 0 to ${LARGEST_PORT}, not ${text}.`);
    }
    return Number(text);
}

async function start(options: { fresh: boolean; port: number }): Promise<void> {
    const kept = new KeptOrg(FOLDER);
    const running = await kept.runningAt();
    if (running) {
        throw new StartRefused(`The local org of ${FOLDER}/ runs already: ${running}${TAB}. Stop it before you start it again.`);
    }
    const fresh = options.fresh || !kept.seeded;
    if (fresh && !existsSync(kept.database)) {
        kept.seedingBegins();
    }
    const org = await LocalOrgProcess.start({
        database: kept.database,
        port: options.port,
        fresh,
        jobPauseMilliseconds: JOB_PAUSE_MILLISECONDS,
        devHub: true,
        onProgress: (message) => console.log(message)
    });
    org.onExit((code) => {
        kept.withdraw();
        process.exitCode = code ?? 1;
    });
    let stopping = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => {
            stopping = true;
            void org.stop();
        });
    }
    try {
        await seedOnce(org, kept);
    } catch (error) {
        if (stopping) {
            return;
        }
        await org.stop();
        throw error;
    }
    kept.announce(org.url);
    console.log(
        `\nThe Offboarding tab: ${org.url}${TAB}\nStop with Ctrl+C. Everything is kept in ${FOLDER}/; start over with: npm start -- --fresh`
    );
}

/** What is seeded half is begun anew by the next start. */
async function seedOnce(org: LocalOrgProcess, kept: KeptOrg): Promise<void> {
    const admin = await OrgClient.signIn(org.url, null);
    // A start that was killed may have left an org with nobody in it.
    if (!org.created && (await admin.count(`SELECT COUNT() FROM User WHERE Username LIKE '%@${DEMO_DOMAIN}'`)) > 0) {
        return;
    }
    kept.seedingBegins();
    if (existsSync(DEMO_METADATA)) {
        console.log('Seeding demo people and records …');
        await seed(admin, { sessions: true });
    } else {
        console.log(`There is no ${DEMO_METADATA}: the org has no demo people and records.`);
    }
    kept.seedingEnded();
}

/** Runs the command; what a person can mend is said in a sentence. */
export async function runStart(args: readonly string[]): Promise<void> {
    try {
        await startCommand().parseAsync([...args], { from: 'user' });
    } catch (error) {
        console.error(error instanceof StartRefused || error instanceof LocalOrgStartError ? error.message : error);
        process.exitCode = 1;
    }
}
