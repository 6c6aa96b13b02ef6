import { cpus } from 'node:os';
import { Command, Option } from 'commander';
import { BENCH_PARTS } from './parts.ts';

export function benchCommand(): Command {
    return new Command('bench')
        .description(
            `The figures that the README quotes: ${BENCH_PARTS.map(({ name, what }) => `${name} (${what})`).join('; ')}. Nothing here decides a test.`
        )
        .option('--json', 'print the figures as JSON on stdout')
        .addOption(new Option('--part <name...>', 'only these parts').choices(BENCH_PARTS.map(({ name }) => name)))
        .action(async ({ json, part }: { json?: boolean; part?: string[] }) => {
            const machine = `${cpus().length} cores, Node ${process.version}`;
            const all: Record<string, unknown> = { machine };
            const say = (lines: readonly string[]): void => (json ? undefined : console.log(lines.join('\n')));
            say([machine]);
            for (const { name, measure } of BENCH_PARTS.filter((each) => part?.includes(each.name) ?? true)) {
                const { figures, inWords } = await measure();
                all[name] = figures;
                say(['', ...inWords]);
            }
            if (json) {
                console.log(JSON.stringify(all, null, 2));
            }
        });
}
