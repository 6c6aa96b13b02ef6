import { sourceComponent } from './component.ts';
import type { FileOutcome } from './FileOutcome.ts';
import { common, findIn } from './hit.ts';
import type { People } from './people.ts';
import { textMeaning } from './places/rules.ts';
import { commentsOf, isInside } from './text/comments.ts';
import { Lines } from './text/lines.ts';
import type { Hit } from './types.ts';

/** Looks for people in a file that is no metadata XML: code, pages, templates. Comments are told, not counted. */
export function scanSource(path: string, text: string, people: People): FileOutcome {
    const component = sourceComponent(path);
    const matches = findIn(text, people, component.escapes);
    if (matches.length === 0) {
        return { type: component.type, hits: [], parsed: false };
    }
    const lines = new Lines(text);
    const comments = commentsOf(text, component.language);
    const hits: Hit[] = [];
    for (const match of matches) {
        const commented = isInside(comments, match.start);
        const foreign = component.type === 'Unknown';
        const meaning = textMeaning(component.type);
        for (const naming of match.namings) {
            hits.push({
                ...common(path, component.type, naming, text.slice(match.start, match.end), lines, match.start, match.end),
                row: 'L14',
                path: `${component.type}[${component.name}]`,
                meaning: commented ? `comment in the ${meaning.replace(/^text of the /, '')}` : meaning,
                informational: commented || foreign,
                ...(foreign ? { note: 'no metadata' } : {})
            });
        }
    }
    return { type: component.type, hits, parsed: true };
}
