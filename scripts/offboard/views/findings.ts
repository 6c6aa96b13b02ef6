import type { Environment } from '../Environment.ts';
import { table } from '../tables.ts';
import type { Finding, PlanDetails } from '../wire.ts';

/** In the order in which an admin reads them. */
const CATEGORIES: Record<string, string> = {
    Guard: 'Guard rails',
    Blocks: 'Blocks the deactivation',
    Breaks: 'Breaks later',
    HandOver: 'Hand over',
    Access: 'Access',
    Lost: 'Lost by the deactivation',
    Info: 'For information'
};

const TREATMENTS: Record<string, string> = {
    auto: 'done by the run',
    ask: 'if the plan says so',
    you: 'you, by hand',
    refuse: 'refuses the run',
    info: 'for information'
};

/** Where there is no terminal to be as wide as. */
const WIDTH = 140;
const LEAST_NOTE = 24;
/** What the other columns take at their widest. */
const OTHER_COLUMNS = 76;

/**
 * What was found, by category. A row with nothing is counted below, so that a checked row is not taken for a missing one; a row that
 * nobody has verified is named there, and never shown as 0.
 */
export function findingsTable(plan: PlanDetails, environment: Environment): string {
    const order = Object.keys(CATEGORIES);
    const rank = ({ category }: Finding): number => (order.includes(category) ? order.indexOf(category) : order.length);
    const found = plan.findings.filter(({ count }) => count > 0).sort((a, b) => rank(a) - rank(b));
    const noteWidth = Math.max(LEAST_NOTE, (environment.width || WIDTH) - OTHER_COLUMNS);
    const rows = found.map((finding, index) => [
        found[index - 1]?.category === finding.category ? '' : (CATEGORIES[finding.category] ?? finding.category),
        `${finding.key} ${finding.title}`,
        finding.count,
        (TREATMENTS[finding.treatment] ?? finding.treatment) + (finding.status === 'unverified' ? '\n(at least)' : ''),
        wrapped(noteOf(finding), noteWidth)
    ]);
    const nothing = plan.findings.filter(({ status, count }) => status === 'checked' && count === 0).length;
    const absent = plan.findings.filter(({ status }) => status === 'absent').length;
    return [
        ...(rows.length > 0 ? [table(['', 'What', 'Count', 'Who does it', 'Note'], rows, environment.width > 0)] : []),
        `Nothing found in ${nothing} ${rows.length > 0 ? 'more ' : ''}rows of the catalogue${absent > 0 ? `; ${absent} are not in this org` : ''}.`,
        ...notVerified(plan.findings),
        ...(plan.scanComplete ? [] : ['The scan did not come to its end: these numbers are too low.']),
        ...plan.refusals.map(({ text }) => `Refused: ${text}`),
        ...plan.warnings.map(({ text }) => `Warning: ${text}`)
    ].join('\n');
}

/** One paragraph for each reason. */
function notVerified(findings: readonly Finding[]): string[] {
    const byReason = new Map<string, string[]>();
    for (const { statusText, key, title } of findings.filter(({ status }) => status === 'unverified')) {
        byReason.set(statusText, [...(byReason.get(statusText) ?? []), `${key} ${title}`]);
    }
    return [...byReason].flatMap(([reason, rows]) =>
        [`${reason.replace(/[.:]$/, '')}:`, ...wrapped(rows.join(', '), WIDTH - 2).split('\n')].map(indented)
    );
}

const indented = (line: string, index: number): string => (index === 0 ? line : `  ${line}`);

function noteOf(finding: Finding): string {
    const parts = finding.parts.filter((part) => part.count > 0).map((part) => `${part.label} ${part.count}`);
    const names = parts.length > 0 ? parts : finding.items.map((item) => item.label);
    const shown = names.slice(0, 5).join(', ');
    const more = names.length > 5 || (parts.length === 0 && names.length > 0 && finding.count > names.length) ? ', …' : '';
    return [shown + more, finding.reason ?? ''].filter((text) => text !== '').join(' – ');
}

function wrapped(text: string, width: number): string {
    const lines: string[] = [];
    let line = '';
    for (const word of text.split(' ')) {
        if (line !== '' && line.length + word.length + 1 > width) {
            lines.push(line);
            line = word;
        } else {
            line = line === '' ? word : `${line} ${word}`;
        }
    }
    return [...lines, line].join('\n');
}
