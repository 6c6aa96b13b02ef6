import type { Naming, People } from './people.ts';
import type { Match } from './text/addresses.ts';
import { findAddresses } from './text/addresses.ts';
import { findIds } from './text/ids.ts';
import type { Lines } from './text/lines.ts';
import type { Hit } from './types.ts';

/** Everything in a text that names somebody. */
export function findIn(text: string, people: People, escapes: boolean): Match[] {
    return [...findAddresses(text, people, escapes), ...findIds(text, people, escapes)];
}

/** What every hit says, wherever it stands. */
export function common(
    file: string,
    type: string,
    naming: Naming,
    matched: string,
    lines: Lines,
    start: number,
    end: number
): Pick<Hit, 'personId' | 'file' | 'type' | 'line' | 'column' | 'matched' | 'forms' | 'around'> {
    return {
        personId: naming.person.id,
        file,
        type,
        ...lines.place(start),
        matched: detached(matched),
        forms: [...naming.forms],
        around: detached(lines.around(start, end))
    };
}

/** A slice keeps the whole file alive; a copy does not. */
function detached(text: string): string {
    return Buffer.from(text, 'utf8').toString('utf8');
}
