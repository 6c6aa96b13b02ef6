import type { Hit, ScanResult } from '../../metadata-scan/index.ts';
import { count, number } from '../words.ts';

/** Of each row of the catalogue; the JSON has all. */
const MOST_PLACES = 20;

/** Who is named where. */
export function scanInWords(scan: ScanResult): string {
    const lines = scan.people.flatMap(({ person, rows, alsoSeen }) => {
        const named = rows.filter((row) => row.hits.length > 0);
        const open = rows.filter((row) => !row.verified);
        return [
            `${person.name} (${person.username})`,
            ...(named.length === 0 ? ['  Named nowhere.'] : []),
            ...named.flatMap((row) => [`  ${row.key} ${row.title}: ${number(row.count)}`, ...places(row.hits)]),
            ...(alsoSeen.length > 0 ? ['  Seen, and counted by the org itself:', ...places(alsoSeen)] : []),
            ...open.map((row) => `  ${row.key} ${row.title}: not verified – ${row.reason}`)
        ];
    });
    return [
        ...lines,
        ...scan.unreadable.map(
            ({ file, line, problem }) => `Could not be read: ${file}${line === undefined ? '' : `:${line}`} – ${problem}`
        ),
        `Read ${count(scan.statistics.files, 'file', 'files')} in ${(scan.statistics.milliseconds / 1_000).toFixed(1)} s.`
    ].join('\n');
}

function places(hits: readonly Hit[]): string[] {
    const line = (hit: Hit): string =>
        `    ${hit.file}:${hit.line} ${hit.path} – ${hit.meaning}${hit.note ? ` (${hit.note})` : ''}${hit.informational ? ' (in a comment)' : ''}`;
    const more = hits.length > MOST_PLACES ? [`    … and ${number(hits.length - MOST_PLACES)} more places`] : [];
    return [...hits.slice(0, MOST_PLACES).map(line), ...more];
}

export function fixesInWords(notFixed: readonly { file: string; path: string; reason: string }[]): string[] {
    return notFixed.length === 0
        ? []
        : ['To be changed by hand:', ...notFixed.map(({ file, path, reason }) => `  ${file} ${path}: ${reason}`)];
}
