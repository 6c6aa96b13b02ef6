/** One of the two orgs that are compared. */
import type { OrgConnection } from '../org/OrgConnection.ts';
import { DATA } from '../org/OrgConnection.ts';
import type { Sf } from '../org/Sf.ts';
import { deployResult, listOf, DeployError } from '../scratch/deployResult.ts';
import type { DeployResult } from '../scratch/deployResult.ts';
import { answerOf, wrapped } from './probes.ts';
import type { Answers, Probe } from './probes.ts';
import type { TestProject } from './testProjects.ts';

/** Method → why it failed; null where it passed. */
export type Outcomes = Map<string, string | null>;

const MINUTES = '60';

export class World {
    readonly name: string;
    private readonly sf: Sf;
    private readonly connection: OrgConnection;
    /** What sf is told with `--target-org`, and the environment in which it knows it. */
    private readonly target: { org: string; env: NodeJS.ProcessEnv };

    constructor(name: string, sf: Sf, connection: OrgConnection, target: { org: string; env: NodeJS.ProcessEnv }) {
        this.name = name;
        this.sf = sf;
        this.connection = connection;
        this.target = target;
    }

    /**
     * Runs the project's tests by a deployment that only checks: the org stays as it is.
     *
     * @throws DeployError when the sources themselves are refused
     */
    async runTests(project: TestProject): Promise<Outcomes> {
        const answer = await this.sf.json<DeployResult>(
            [
                ...['project', 'deploy', 'start', '--dry-run', '--wait', MINUTES, '--target-org', this.target.org],
                ...project.packageDirectories.flatMap((path) => ['--source-dir', path]),
                ...['--test-level', 'RunSpecifiedTests', ...project.testClasses.flatMap((name) => ['--tests', name])]
            ],
            this.target.env,
            project.directory
        );
        const { runTestResult, componentFailures } = answer.result?.details ?? {};
        const outcomes: Outcomes = new Map([
            ...listOf(runTestResult?.successes).map(({ name, methodName }): [string, null] => [`${name}.${methodName}`, null]),
            ...listOf(runTestResult?.failures).map(({ name, methodName, message }): [string, string] => [`${name}.${methodName}`, message])
        ]);
        if (outcomes.size === 0 || listOf(componentFailures).length > 0) {
            deployResult({ ...answer, exitCode: answer.exitCode || 1 });
            throw new DeployError(`No test of ${project.directory} ran in ${this.name}.`);
        }
        return outcomes;
    }

    /** What the org answers, or why it could not: nothing of it stays, because the probe ends by throwing. */
    async probe(probe: Probe): Promise<Answers> {
        const result = await this.connection.request<{
            compiled: boolean;
            compileProblem: string | null;
            exceptionMessage: string | null;
        }>('GET', `${DATA}/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(wrapped(probe))}`);
        return answerOf(result.compiled ? (result.exceptionMessage ?? '') : `It does not compile: ${result.compileProblem}`);
    }
}
