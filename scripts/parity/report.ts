import type { Difference } from './compare.ts';
import type { Answers, Probe } from './probes.ts';

export interface ParityReport {
    target: string;
    other: string;
    tests: { project: string; methods: number; differences: Difference[]; refused: string | null }[];
    probes: (Pick<Probe, 'id' | 'question'> & { answers: Answers; differences: Difference[] })[];
}

export function differencesIn(report: ParityReport): number {
    const refused = report.tests.filter((each) => each.refused !== null).length;
    return refused + [...report.tests, ...report.probes].reduce((sum, each) => sum + each.differences.length, 0);
}

function lines(differences: readonly Difference[], { target, other }: ParityReport): string[] {
    return differences.flatMap(({ what, target: here, other: there }) => [
        `- **${what}**`,
        `    - ${target}: ${here.replace(/\n/g, ' ')}`,
        `    - ${other}: ${there.replace(/\n/g, ' ')}`
    ]);
}

/** For a person, and for the next edit of docs/ASSUMPTIONS.md. */
export function markdownOf(report: ParityReport): string {
    const { target, other } = report;
    return [
        `# ${target} and ${other}`,
        '',
        `${differencesIn(report)} differences.`,
        '',
        '## Apex tests',
        '',
        ...report.tests.flatMap((each) => [
            `### ${each.project}`,
            '',
            each.refused ?? `${each.methods} methods, ${each.differences.length} differences.`,
            '',
            ...lines(each.differences, report),
            ...(each.differences.length > 0 ? [''] : [])
        ]),
        `## What ${target} says to the probes of docs/ASSUMPTIONS.md`,
        '',
        ...report.probes.flatMap((probe) => [
            `### ${probe.id}: ${probe.question}`,
            '',
            ...(probe.differences.length > 0 ? ['**Differs:**', '', ...lines(probe.differences, report), ''] : []),
            '```json',
            JSON.stringify(probe.answers, null, 2),
            '```',
            ''
        ])
    ].join('\n');
}
