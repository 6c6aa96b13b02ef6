/** Commands as a page, from what they say of themselves. */
import type { Command, Help } from 'commander';
import type { DocumentedCommand } from './commands.ts';

const HEADING = `# Command line

Generated from the commands' own help by \`npx ts-node scripts/docs/cli.ts\`. Options go behind \`--\`: \`npm run offboard -- scan --help\`.
`;

export function page(commands: readonly DocumentedCommand[]): string {
    return `${[HEADING, ...commands.map(chapter)].join('\n')}`;
}

function chapter({ npm, command, exitCodes }: DocumentedCommand): string {
    const verbs = command.commands.filter((verb) => verb.name() !== 'help');
    return [
        `## ${callOf(npm)}\n`,
        `${command.description()}\n`,
        ...(verbs.length > 0
            ? [
                  table(
                      ['verb', ''],
                      verbs.map((verb) => [`[${verb.name()}](#${npm}-${verb.name()})`, verb.summary() || verb.description()])
                  )
              ]
            : facts(command, callOf(npm))),
        ...(exitCodes
            ? [
                  'Exit codes:\n',
                  table(
                      ['code', 'meaning'],
                      exitCodes.map(([code, meaning]) => [String(code), meaning])
                  )
              ]
            : []),
        ...verbs.map((verb) =>
            [`### ${npm} ${verb.name()}\n`, `${verb.description()}\n`, ...facts(verb, `npm run ${npm} -- ${verb.name()}`)].join('\n')
        )
    ].join('\n');
}

/** `npm start` needs no "run". */
function callOf(npm: string): string {
    return npm === 'start' ? 'npm start' : `npm run ${npm}`;
}

function facts(command: Command, call: string): string[] {
    const help = command.createHelp();
    const given = help.visibleArguments(command);
    const options = help.visibleOptions(command).filter((option) => option.long !== '--help');
    const usage = command.usage().replace('[options] ', '').replace('[options]', '');
    const separator = command.parent === null && options.length > 0 ? ' -- [options]' : options.length > 0 ? ' [options]' : '';
    return [
        `\`\`\`sh\n${`${call}${usage ? ` ${usage}` : ''}${separator}`.trim()}\n\`\`\`\n`,
        ...(given.length > 0
            ? [
                  table(
                      ['argument', ''],
                      given.map((each) => [`\`${each.name()}\``, described(help, each)])
                  )
              ]
            : []),
        ...(options.length > 0
            ? [
                  table(
                      ['option', ''],
                      options.map((option) => [`\`${option.flags}\``, help.optionDescription(option)])
                  )
              ]
            : [])
    ];
}

function described(help: Help, argument: Parameters<Help['argumentDescription']>[0]): string {
    return help.argumentDescription(argument);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
    return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}
