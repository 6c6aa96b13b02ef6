/** Writes docs/CLI.md from the commands' own help. */
import { writeFileSync } from 'node:fs';
import { documentedCommands } from './commands.ts';
import { formatted } from './formatted.ts';
import { page } from './markdown.ts';

async function main(): Promise<void> {
    writeFileSync('docs/CLI.md', await formatted('docs/CLI.md', page(documentedCommands())));
}

void main();
