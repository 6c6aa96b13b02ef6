/** One check of `npm run check`: it lists what is wrong, or says why it could not run. */
export interface Check {
    name: string;
    run(): Promise<CheckResult>;
}

export type CheckResult = { findings: string[] } | { skipped: string };

export const clean: CheckResult = { findings: [] };
