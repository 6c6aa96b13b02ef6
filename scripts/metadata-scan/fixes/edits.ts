/** A stretch of a file and what takes its place. */
export interface Edit {
    start: number;
    end: number;
    text: string;
}

/** The text with all edits made; everything else stays as it is, to the byte. Edits must not overlap. */
export function applied(text: string, edits: Edit[]): string {
    let result = '';
    let from = 0;
    for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
        if (edit.start < from) {
            throw new RangeError(`Two edits overlap at ${edit.start}.`);
        }
        result += text.slice(from, edit.start) + edit.text;
        from = edit.end;
    }
    return result + text.slice(from);
}

/** The removal of an element: with its line when it stands alone on it, so that no empty line stays behind. */
export function removal(text: string, start: number, end: number): Edit {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const rest = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(end, end + 256));
    const alone = /^[ \t]*$/.test(text.slice(lineStart, start)) && rest !== null;
    return alone ? { start: lineStart, end: end + rest[0].length, text: '' } : { start, end, text: '' };
}

export function escaped(value: string): string {
    return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&apos;');
}
