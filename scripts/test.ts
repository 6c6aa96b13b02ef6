/**
 * `npm test`: every part runs, even after another has failed; the last line sums all cases.
 * A part that ran no case counts as failed; skipped cases are named, and refused in CI.
 */
import { PARTS } from './testing/parts.ts';
import { forgetSummary, readSummary } from './testing/summary.ts';

async function main(): Promise<void> {
    const total = { passed: 0, failed: 0 };
    const skipped: string[] = [];
    for (const part of PARTS) {
        console.log(`\n=== ${part.name}`);
        forgetSummary(part.name);
        const outcome = await part.run();
        const summary = readSummary(part.name) ?? { passed: 0, failed: 0, skipped: [] };
        const ranNothing = summary.passed + summary.failed === 0;
        const failed = summary.failed || (outcome.code !== 0 || ranNothing ? 1 : 0);
        console.log(`=== ${part.name}: ${summary.passed} passed, ${failed} failed${ranNothing ? ' (no case ran)' : ''}`);
        total.passed += summary.passed;
        total.failed += failed;
        skipped.push(...summary.skipped.map((name) => `${part.name}: ${name}`));
    }
    if (skipped.length > 0) {
        console.log(`\nSkipped:\n${skipped.map((name) => `  ${name}`).join('\n')}`);
        if (process.env.CI) {
            console.log('Skipped cases are refused in CI.');
            total.failed += skipped.length;
        }
    }
    console.log(`${total.passed} passed, ${total.failed} failed`);
    process.exitCode = total.failed > 0 ? 1 : 0;
}

void main();
