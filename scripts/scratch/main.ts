/** Runs one command; what is expected to go wrong is said in a sentence. */
import type { Command } from 'commander';
import { OrgConnectionError } from '../org/connection/errors.ts';
import { LocalOrgStartError } from '../org/LocalOrgProcess.ts';
import { OrgError } from '../org/OrgClient.ts';
import { SfOutputError, SfRefusedError } from '../org/Sf.ts';
import { SeedError } from '../seed/names.ts';
import { OrgStepError } from './commands.ts';
import { DeployError } from './deployResult.ts';
import { DevHubError } from './devHub.ts';

const EXPECTED = [
    DeployError,
    DevHubError,
    LocalOrgStartError,
    OrgConnectionError,
    OrgError,
    OrgStepError,
    SeedError,
    SfOutputError,
    SfRefusedError
];

export function runCommand(command: Command): void {
    command.parseAsync(process.argv).catch((error: unknown) => {
        console.error(EXPECTED.some((type) => error instanceof type) ? (error as Error).message : error);
        process.exitCode = 1;
    });
}
