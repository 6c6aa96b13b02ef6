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

const NOTE_WIDTH = 60;

/** By category; rows with nothing are counted below, so that a checked row is not a missing one. */
export function findingsTable(plan: PlanDetails, environment: Environment): string {
    const shown = plan.findings.filter((finding) => finding.status === 'unverified' || finding.count > 0);
    const order = Object.keys(CATEGORIES);
    const rank = ({ category }: Finding): number => (order.includes(category) ? order.indexOf(category) : order.length);
    const rows = [...shown]
        .sort((a, b) => rank(a) - rank(b))
        .map((finding) => [
            CATEGORIES[finding.category] ?? finding.category,
            `${finding.key} ${finding.title}`,
            finding.status === 'unverified' ? 'not verified' : finding.count,
            TREATMENTS[finding.treatment] ?? finding.treatment,
            wrapped(noteOf(finding))
        ]);
    const nothing = plan.findings.filter((finding) => finding.status === 'checked' && finding.count === 0).length;
    const absent = plan.findings.filter((finding) => finding.status === 'absent').length;
    return [
        ...(rows.length > 0 ? [table(['', 'What', 'How many', 'Who does it', 'Note'], rows, environment.width > 0)] : []),
        `Nothing found in ${nothing} more rows of the catalogue${absent > 0 ? `; ${absent} are not in this org` : ''}.`,
        ...(plan.scanComplete ? [] : ['The scan did not come to its end: these numbers are too low.']),
        ...plan.refusals.map(({ text }) => `Refused: ${text}`),
        ...plan.warnings.map(({ text }) => `Warning: ${text}`)
    ].join('\n');
}

function noteOf(finding: Finding): string {
    if (finding.status === 'unverified') {
        return finding.statusText;
    }
    const parts = finding.parts.filter((part) => part.count > 0).map((part) => `${part.label} ${part.count}`);
    const items = parts.length > 0 ? parts : finding.items.map((item) => item.label);
    const more = finding.count > items.length && parts.length === 0 && items.length > 0 ? ', …' : '';
    return [items.slice(0, 5).join(', ') + (items.length > 5 ? ', …' : more), finding.reason ?? '']
        .filter((text) => text !== '')
        .join(' – ');
}

function wrapped(text: string): string {
    const lines: string[] = [];
    let line = '';
    for (const word of text.split(' ')) {
        if (line !== '' && line.length + word.length + 1 > NOTE_WIDTH) {
            lines.push(line);
            line = word;
        } else {
            line = line === '' ? word : `${line} ${word}`;
        }
    }
    return [...lines, line].join('\n');
}
