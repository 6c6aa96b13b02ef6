import { runTool } from '../process/run.ts';
import type { Check, CheckResult } from './Check.ts';

async function tool(packagePath: string, args: string[]): Promise<CheckResult> {
    const outcome = await runTool(packagePath, args);
    if (outcome.code === 0) {
        return { findings: [] };
    }
    return { findings: [(outcome.stdout + outcome.stderr).trim() || `exit code ${outcome.code}`] };
}

export const format: Check = {
    name: 'format (prettier)',
    run: () => tool('prettier/bin/prettier.cjs', ['--check', '--cache', '--cache-location', '.cache/prettier', '--log-level', 'warn', '.'])
};

export const lint: Check = {
    name: 'lint (eslint)',
    run: () => tool('eslint/bin/eslint.js', ['--max-warnings', '0', '--cache', '--cache-location', '.cache/eslint', '.'])
};

export const types: Check = {
    name: 'types (tsc)',
    run: () => tool('typescript/bin/tsc', ['--noEmit', '-p', '.'])
};
