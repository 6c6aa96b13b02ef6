/** `npm run parity`: the same Apex tests and probes in two orgs, compared. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { LocalOrgProcess } from '../org/LocalOrgProcess.ts';
import { OrgConnection } from '../org/OrgConnection.ts';
import { Sf } from '../org/Sf.ts';
import { emptyProject } from '../scratch/devHub.ts';
import { compareAnswers, compareTests } from './compare.ts';
import { readProbes } from './probes.ts';
import { differencesIn, markdownOf } from './report.ts';
import type { ParityReport } from './report.ts';
import { testProjects } from './testProjects.ts';
import { World } from './World.ts';

interface Options {
    targetOrg: string;
    against?: string;
    output?: string;
    json?: boolean;
    only?: 'tests' | 'probes';
}

const LOCAL_NAME = 'local org';
const say = (text: string): void => console.error(text);

export function parityCommand(): Command {
    return new Command('parity')
        .description(
            'Runs the same Apex tests and the probes of docs/ASSUMPTIONS.md in an org and in a local one, and compares them: method by method, answer by answer. The org stays as it is: tests run in a deployment that only checks, probes are rolled back. Exits with 1 when something differs.'
        )
        .requiredOption('-o, --target-org <org>', 'an alias or username that sf knows')
        .option('--against <org>', 'another org that sf knows, instead of a local one')
        .option('--output <file.md>', 'write the whole report, with every answer, to this file')
        .option('--json', 'print the report as JSON on stdout')
        .addOption(new Option('--only <part>', 'only one half').choices(['tests', 'probes']))
        .action(async (options: Options) => {
            process.exitCode = await parity(options);
        });
}

async function parity(options: Options): Promise<number> {
    const sf = Sf.ofThePerson();
    const target = new World(options.targetOrg, sf, await OrgConnection.to(options.targetOrg), { org: options.targetOrg, env: {} });
    const report = options.against
        ? await compare(
              target,
              new World(options.against, sf, await OrgConnection.to(options.against), { org: options.against, env: {} }),
              options
          )
        : await withLocalWorld((local) => compare(target, local, options));
    if (options.output) {
        const file = resolve(process.env.INIT_CWD ?? '.', options.output);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, markdownOf(report));
    }
    console.log(options.json ? JSON.stringify(report, null, 2) : summaryOf(report));
    return differencesIn(report) === 0 ? 0 : 1;
}

/** An empty local org of our own; sf reaches it by its address and a token, without a login. */
async function withLocalWorld<T>(work: (world: World) => Promise<T>): Promise<T> {
    const sf = Sf.inPrivateHome();
    try {
        const org = await LocalOrgProcess.start({ database: null, port: 0, project: emptyProject(sf.folder('empty')), pageLater: true });
        try {
            const serverFile = join(sf.home, 'server.json');
            writeFileSync(serverFile, JSON.stringify({ url: org.url }));
            const connection = await OrgConnection.to('local', { serverFile });
            const { token } = await connection.session();
            return await work(new World(LOCAL_NAME, sf, connection, { org: token, env: { SF_ORG_INSTANCE_URL: org.url } }));
        } finally {
            await org.stop();
        }
    } finally {
        sf.dispose();
    }
}

async function compare(target: World, other: World, { only }: Options): Promise<ParityReport> {
    const report: ParityReport = { target: target.name, other: other.name, tests: [], probes: [] };
    for (const project of only === 'probes' ? [] : testProjects()) {
        say(`Tests of ${project.name}: ${project.testClasses.length} classes …`);
        try {
            // One after the other: a refusal of the first saves the second.
            const here = await target.runTests(project);
            const there = await other.runTests(project);
            report.tests.push({ project: project.name, methods: here.size, differences: compareTests(here, there), refused: null });
        } catch (error) {
            report.tests.push({ project: project.name, methods: 0, differences: [], refused: (error as Error).message });
        }
    }
    for (const probe of only === 'tests' ? [] : readProbes()) {
        const answers = await target.probe(probe);
        const differences = compareAnswers(probe.id, answers, await other.probe(probe));
        report.probes.push({ id: probe.id, question: probe.question, answers, differences });
    }
    return report;
}

function summaryOf(report: ParityReport): string {
    return [
        ...report.tests.map(
            (each) => `${each.project}: ${each.refused ?? `${each.methods} methods, ${each.differences.length} differences`}`
        ),
        `probes: ${report.probes.length}, ${report.probes.reduce((sum, each) => sum + each.differences.length, 0)} differences`,
        ...[...report.tests, ...report.probes]
            .flatMap((each) => each.differences)
            .map(({ what, target, other }) => `  ${what}\n    ${report.target}: ${target}\n    ${report.other}: ${other}`)
    ].join('\n');
}
