/**
 * All Apex tests in every setting in which the app must work: as developed, without the demo metadata,
 * and in an org without teams. The first one is also held to the coverage that we promise.
 */
import { readFileSync } from 'node:fs';
import { run } from './process/run.ts';
import { junitFileOf, summaryOfJunit, writeSummary } from './testing/summary.ts';
import type { Summary } from './testing/summary.ts';

/** Percent of all lines, and of each class's lines. */
const WANTED_OVERALL = 90;
const WANTED_PER_CLASS = 75;

const SETTINGS: { name: string; options: string[] }[] = [
    { name: 'as developed', options: [] },
    { name: 'without the demo metadata', options: ['--package-directories', 'force-app'] },
    { name: 'without teams and the demo metadata', options: ['--package-directories', 'force-app', '--without-features', 'teams'] },
    { name: 'without teams', options: ['--without-features', 'teams'] },
    { name: 'with splits and territories too', options: ['--with-features', 'splits,territories'] }
];

interface ClassCoverage {
    name: string;
    totalLines: number;
    totalCovered: number;
    coveredPercent: number;
}

function complaints(coverage: ClassCoverage[]): string[] {
    const total = coverage.reduce((sum, each) => sum + each.totalLines, 0);
    const covered = coverage.reduce((sum, each) => sum + each.totalCovered, 0);
    const overall = Math.floor((covered / total) * 100);
    console.log(`Coverage ${overall} % (${covered} of ${total} lines)`);
    return [
        ...(overall < WANTED_OVERALL ? [`Coverage is ${overall} %, ${WANTED_OVERALL} % is wanted`] : []),
        ...coverage
            .filter((each) => each.coveredPercent < WANTED_PER_CLASS)
            .map((each) => `${each.name} is covered to ${each.coveredPercent} %, ${WANTED_PER_CLASS} % is wanted`)
    ];
}

async function main(): Promise<void> {
    const summary: Summary = { passed: 0, failed: 0, skipped: [] };
    for (const [index, { name, options }] of SETTINGS.entries()) {
        console.log(`\n--- Apex tests ${name}`);
        const junit = junitFileOf(`apex-${index}`);
        const reportFile = junit.replace('.xml', '.json');
        const outcome = await run(
            process.execPath,
            ['local-org/src/main.ts', 'test', '--junit', junit, '--report', reportFile, ...options],
            { echo: true }
        );
        if (outcome.code !== 0 && outcome.code !== 100) {
            summary.failed++;
            continue;
        }
        const counts = summaryOfJunit(junit);
        summary.passed += counts.passed;
        summary.failed += counts.failed;
        summary.skipped.push(...counts.skipped.map((test) => `${test} (${name})`));
        if (index === 0) {
            const report = JSON.parse(readFileSync(reportFile, 'utf8')) as { result: { coverage: { coverage: ClassCoverage[] } } };
            const found = complaints(report.result.coverage.coverage);
            found.forEach((complaint) => console.log(`✖ ${complaint}`));
            summary[found.length === 0 ? 'passed' : 'failed']++;
        }
    }
    writeSummary('apex', summary);
    process.exitCode = summary.failed > 0 ? 1 : 0;
}

void main();
