import type { Piece, XmlElement } from './tree.ts';

/** Text as it is meant, entities resolved, and the way back to where each character stands in the file. */
export interface Decoded {
    text: string;
    /** Offset in the file of the character at an offset in `text`; the end of `text` is allowed. */
    at(offset: number): number;
    /** Offset in the file behind the last character before an offset in `text`. */
    behind(offset: number): number;
}

const ENTITY = /&(?:#(\d+)|#x([0-9a-fA-F]+)|(amp|lt|gt|quot|apos));/g;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** One stretch that stands in the file as it is meant, or one entity. */
interface Stretch {
    /** Offsets in the decoded text and in the file. */
    text: number;
    file: number;
    length: number;
    fileLength: number;
}

export function decode(source: string, pieces: Piece[]): Decoded {
    let text = '';
    const stretches: Stretch[] = [];
    const add = (meaning: string, file: number, fileLength: number): void => {
        if (meaning.length > 0) {
            stretches.push({ text: text.length, file, length: meaning.length, fileLength });
            text += meaning;
        }
    };
    for (const piece of pieces) {
        const raw = source.slice(piece.start, piece.end);
        let from = 0;
        if (!piece.literal && raw.includes('&')) {
            ENTITY.lastIndex = 0;
            for (let match = ENTITY.exec(raw); match; match = ENTITY.exec(raw)) {
                add(raw.slice(from, match.index), piece.start + from, match.index - from);
                add(meaningOf(match), piece.start + match.index, match[0].length);
                from = match.index + match[0].length;
            }
        }
        add(raw.slice(from), piece.start + from, raw.length - from);
    }
    const stretchOf = (offset: number): Stretch => {
        let low = 0;
        let high = stretches.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (stretches[middle].text <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return stretches[low];
    };
    return {
        text,
        at(offset) {
            const stretch = stretchOf(offset);
            const inside = offset - stretch.text;
            return stretch.length === stretch.fileLength
                ? stretch.file + inside
                : inside === 0
                  ? stretch.file
                  : stretch.file + stretch.fileLength;
        },
        behind(offset) {
            const stretch = stretchOf(Math.max(0, offset - 1));
            const inside = offset - stretch.text;
            return stretch.length === stretch.fileLength ? stretch.file + inside : stretch.file + stretch.fileLength;
        }
    };
}

function meaningOf(match: RegExpExecArray): string {
    const code = match[1] ? Number(match[1]) : match[2] ? parseInt(match[2], 16) : undefined;
    return code === undefined ? NAMED[match[3]] : String.fromCodePoint(code);
}

/** What a leaf says, trimmed; undefined for an element with children. */
export function valueOf(source: string, element: XmlElement): string | undefined {
    return element.children.length > 0
        ? undefined
        : element.runs
              .map((run) => decode(source, run).text)
              .join('')
              .trim();
}

/** What the first child of a name says. */
export function childValue(source: string, element: XmlElement | undefined, name: string): string | undefined {
    const child = element?.children.find((candidate) => candidate.name === name);
    return child && valueOf(source, child);
}

/** Names from below the root down to the element. */
export function pathOf(element: XmlElement): string[] {
    const names: string[] = [];
    for (let each: XmlElement | undefined = element; each?.parent; each = each.parent) {
        names.unshift(each.name);
    }
    return names;
}
