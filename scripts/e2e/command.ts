/** `npm run e2e`: the whole of Handover in a scratch org of its own, through the CLI. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import type { LocalOrgProcess } from '../org/LocalOrgProcess.ts';
import { Sf } from '../org/Sf.ts';
import { devHubOf, LOCAL_HUB, startLocalHub } from '../scratch/devHub.ts';
import { ScratchOrgs } from '../scratch/ScratchOrgs.ts';
import { Checks } from './Checks.ts';
import { playStory } from './story.ts';

interface Options {
    targetDevHub?: string;
    junit?: string;
    keep?: boolean;
}

export function e2eCommand(): Command {
    return new Command('e2e')
        .description(
            'The end-to-end checks: makes a scratch org, deploys, seeds, offboards a person and brings them back, looks from outside after each step, and removes the org. Tells TAP; exits with 1 when a check fails.'
        )
        .option('-v, --target-dev-hub <hub>', 'a Dev Hub that sf knows; without it: a local org of its own, for this run')
        .option('--junit <file>', 'write the result as JUnit XML, too')
        .option('--keep', 'leave the scratch org of a real Dev Hub there, to look at it')
        .action(async (options: Options) => {
            process.exitCode = await e2e(options);
        });
}

async function e2e(options: Options): Promise<number> {
    const local = options.targetDevHub === undefined;
    const sf = local ? Sf.inPrivateHome() : Sf.ofThePerson();
    const folder = mkdtempSync(join(tmpdir(), 'handover-e2e-'));
    // Ctrl-C reaches sf, too: what runs there ends, its check fails, and the org is removed.
    const noted = (): void => console.error('Interrupted: cleaning up …');
    process.once('SIGINT', noted);
    let hub: LocalOrgProcess | null = null;
    try {
        hub = local ? await startLocalHub(sf) : null;
        const orgs = new ScratchOrgs(sf, local ? LOCAL_HUB : await devHubOf(sf, options.targetDevHub));
        const checks = new Checks((line) => console.log(line));
        // Aliases of runs at the same time must not meet.
        const alias = `handover-e2e-${process.pid}`;
        const { created } = await playStory({ sf, orgs, checks, folder, alias, days: 1 });
        if (created && !(options.keep && !local)) {
            await checks.check('sf deletes the scratch org', () => orgs.delete(alias));
        }
        checks.end();
        if (options.junit) {
            const file = resolve(process.env.INIT_CWD ?? '.', options.junit);
            mkdirSync(dirname(file), { recursive: true });
            writeFileSync(file, checks.junit());
        }
        return checks.failed === 0 ? 0 : 1;
    } finally {
        await hub?.stop();
        sf.dispose();
        rmSync(folder, { recursive: true, force: true });
        process.off('SIGINT', noted);
    }
}
