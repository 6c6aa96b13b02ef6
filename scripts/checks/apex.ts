import { run } from '../process/run.ts';
import type { Check } from './Check.ts';

interface Problem {
    fileName: string;
    line: number;
    column: number;
    problem: string;
    kind: 'error' | 'unsupported';
}

/** Our own checker: Apex and metadata files of force-app and of the demo must be clean, "unsupported" included. */
export const apex: Check = {
    name: 'Apex and metadata (local org)',
    async run() {
        const outcome = await run(process.execPath, ['local-org/src/main.ts', 'check', '--result-format', 'json']);
        if (outcome.code === 2) {
            return { findings: [outcome.stderr.trim()] };
        }
        const problems = JSON.parse(outcome.stdout) as Problem[];
        return { findings: problems.map((p) => `${p.fileName}:${p.line}:${p.column} ${p.kind}: ${p.problem}`) };
    }
};
