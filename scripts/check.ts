/** `npm run check`: format, lint, types, Apex, metadata. Exit 1 when anything is found. */
import { apex } from './checks/apex.ts';
import { apexLs } from './checks/apexLs.ts';
import type { Check } from './checks/Check.ts';
import { projectFiles } from './checks/projectFiles.ts';
import { format, lint, types } from './checks/tools.ts';
import { writeSummary } from './testing/summary.ts';
import type { Summary } from './testing/summary.ts';

const CHECKS: Check[] = [projectFiles, types, apex, apexLs, lint, format];

async function main(): Promise<void> {
    const summary: Summary = { passed: 0, failed: 0, skipped: [] };
    for (const check of CHECKS) {
        const result = await check.run();
        if ('skipped' in result) {
            summary.skipped.push(`${check.name}: ${result.skipped}`);
            console.log(`- ${check.name} skipped: ${result.skipped}`);
        } else if (result.findings.length === 0) {
            summary.passed++;
            console.log(`✔ ${check.name}`);
        } else {
            summary.failed++;
            console.log(`✖ ${check.name}\n${result.findings.map((finding) => `    ${finding}`).join('\n')}`);
        }
    }
    writeSummary('check', summary);
    process.exitCode = summary.failed > 0 ? 1 : 0;
}

void main();
