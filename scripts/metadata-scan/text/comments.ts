/** Where code says nothing: comments, which name people without depending on them. */

export interface Range {
    start: number;
    end: number;
}

/** `code`: Apex and JavaScript; `markup`: Visualforce, Aura and Lightning templates. */
export type Language = 'code' | 'markup' | 'plain';

const MARKUP_COMMENT = /<!--[\s\S]*?(?:-->|$)/g;

export function commentsOf(text: string, language: Language): Range[] {
    if (language === 'plain') {
        return [];
    }
    return language === 'markup' ? markupComments(text) : codeComments(text);
}

export function isInside(ranges: Range[], offset: number): boolean {
    return ranges.some((range) => range.start <= offset && offset < range.end);
}

function markupComments(text: string): Range[] {
    return [...text.matchAll(MARKUP_COMMENT)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Skips strings, so that the `//` of an address in a string opens nothing. */
function codeComments(text: string): Range[] {
    const ranges: Range[] = [];
    let index = 0;
    while (index < text.length) {
        const character = text[index];
        if (character === '/' && text[index + 1] === '/') {
            const start = index;
            index = endOfLine(text, index);
            ranges.push({ start, end: index });
        } else if (character === '/' && text[index + 1] === '*') {
            const close = text.indexOf('*/', index + 2);
            const end = close < 0 ? text.length : close + 2;
            ranges.push({ start: index, end });
            index = end;
        } else if (character === "'" || character === '"' || character === '`') {
            index = endOfString(text, index);
        } else {
            index++;
        }
    }
    return ranges;
}

function endOfLine(text: string, from: number): number {
    const end = text.slice(from).search(/[\r\n]/);
    return end < 0 ? text.length : from + end;
}

/** A string ends at its quote; one that is not closed, at its line. Template literals go on over lines. */
function endOfString(text: string, from: number): number {
    const quote = text[from];
    for (let index = from + 1; index < text.length; index++) {
        const character = text[index];
        if (character === '\\') {
            index++;
        } else if (character === quote) {
            return index + 1;
        } else if (quote !== '`' && (character === '\n' || character === '\r')) {
            // Apex has strings of several lines between three quotes; their lines are read one by one, which is harmless.
            return index;
        }
    }
    return text.length;
}

/** XML without its comments, in one pass; one that is not closed goes on to the end. */
export function withoutComments(text: string): string {
    return replaced(text, '<!--', '-->', () => '');
}

/** The text with spaces for what stands between two marks, so that every offset stays what it is. */
export function blanked(text: string, open: string, close: string): string {
    return replaced(text, open, close, (markup) => markup.replace(/[^\r\n]/g, ' '));
}

function replaced(text: string, open: string, close: string, by: (markup: string) => string): string {
    let result = '';
    let from = 0;
    for (let start = text.indexOf(open); start >= 0; start = text.indexOf(open, from)) {
        const found = text.indexOf(close, start + open.length);
        const end = found < 0 ? text.length : found + close.length;
        result += text.slice(from, start) + by(text.slice(start, end));
        from = end;
    }
    return from === 0 ? text : result + text.slice(from);
}
