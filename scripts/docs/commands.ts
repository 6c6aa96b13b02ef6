/** Every npm command that takes options, in the order of docs/CLI.md. */
import type { Command } from 'commander';
import { benchCommand } from '../bench/command.ts';
import { demoCommand } from '../demo/command.ts';
import { e2eCommand } from '../e2e/command.ts';
import { documentationEnvironment } from '../offboard/Environment.ts';
import { EXIT_CODE_MEANINGS } from '../offboard/exitCodes.ts';
import { offboardCommand } from '../offboard/program.ts';
import { parityCommand } from '../parity/command.ts';
import { orgCreateCommand, orgDeleteCommand, orgOpenCommand, orgSeedCommand } from '../scratch/commands.ts';
import { startCommand } from '../start/command.ts';

export interface DocumentedCommand {
    /** The npm script. */
    npm: string;
    command: Command;
    exitCodes?: readonly (readonly [number, string])[];
}

export function documentedCommands(): DocumentedCommand[] {
    const own = (command: Command): DocumentedCommand => ({ npm: command.name(), command });
    return [
        { npm: 'offboard', command: offboardCommand(documentationEnvironment(), () => undefined), exitCodes: EXIT_CODE_MEANINGS },
        ...[
            ...[startCommand(), demoCommand()],
            ...[orgCreateCommand(), orgSeedCommand(), orgOpenCommand(), orgDeleteCommand()],
            ...[e2eCommand(), parityCommand(), benchCommand()]
        ].map(own)
    ];
}
