/** Options that the verbs share. */
import { Command, InvalidArgumentError, Option } from 'commander';

export interface OrgOptions {
    targetOrg?: string[];
    as?: string;
    json?: boolean;
    quiet?: boolean;
}

export interface OutputOptions {
    output?: string;
}

export interface ConfirmOptions {
    yes?: boolean;
}

export interface WatchOptions {
    interval?: number;
    patience: number;
}

const collect = (value: string, earlier: string[] | undefined): string[] => [...(earlier ?? []), value];

export function seconds(text: string): number {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
        throw new InvalidArgumentError('It must be a number of seconds greater than 0.');
    }
    return value;
}

/** A verb with what every verb has. */
export function verb(name: string, summary: string): Command {
    return new Command(name)
        .summary(summary)
        .option(
            '-o, --target-org <org>',
            "an org by an alias or username that sf knows, or `local` for the local org that runs; repeat it for several orgs; without it: sf's default org",
            collect
        )
        .option('--as <username>', 'whom to be in the local org; without it: its first administrator')
        .option('--json', 'print the result as JSON, and nothing else, on stdout')
        .option('-q, --quiet', 'say nothing but results and errors');
}

export const outputOption = (what: string): Option => new Option('--output <file.csv>', `write ${what} as CSV to this file`);

export const yesOption = (): Option =>
    new Option('-y, --yes', 'do not ask; without a terminal there is nobody to ask, and the command needs it');

export const intervalOption = (): Option =>
    new Option('--interval <seconds>', 'how often to ask how far it is; without it: often at first, then ever more rarely').argParser(
        seconds
    );

export const patienceOption = (): Option =>
    new Option('--patience <seconds>', 'how long to wait for an org that has stopped answering').argParser(seconds).default(300);
