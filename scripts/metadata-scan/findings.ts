import type { Finding, FindingsBody, Hit, PersonResult, ScanResult } from './types.ts';

/** How many items of a row go to the org: its field holds a long text, the tab shows the first few. */
const ITEMS = 25;
const LABEL_LENGTH = 255;

/**
 * The result as `POST /findings` takes it: every row, zero counts too, for those people that have an offboarding.
 *
 * @param offboardingOf offboarding (or Draft) of a person, by the person's 18-character Id
 * @param items at most so many items a row; the count stays true
 */
export function toFindings(result: ScanResult, offboardingOf: (personId: string) => string | undefined, items = ITEMS): FindingsBody {
    return {
        source: 'metadata',
        scannedAt: result.scannedAt,
        people: result.people.flatMap((person) => {
            const offboardingId = offboardingOf(person.person.id);
            return offboardingId ? [{ offboardingId, findings: findingsOf(person, items) }] : [];
        })
    };
}

function findingsOf(person: PersonResult, items: number): Finding[] {
    return person.rows.map((row) => ({
        key: row.key,
        count: row.count,
        items: row.hits
            .filter((hit) => !hit.informational)
            .slice(0, items)
            .map((hit) => ({ id: cut(`${hit.file}:${hit.line}`), label: labelOf(hit) })),
        ...(row.reason ? { unverified: cut(row.reason) } : {})
    }));
}

/** `Workflow > tasks[Call_back] > assignedTo – assignee of the task`. */
function labelOf(hit: Hit): string {
    return cut(`${hit.path} – ${hit.meaning}${hit.note ? ` (${hit.note})` : ''}`);
}

function cut(text: string): string {
    const characters = [...text];
    return characters.length <= LABEL_LENGTH ? text : `${characters.slice(0, LABEL_LENGTH - 1).join('')}…`;
}
