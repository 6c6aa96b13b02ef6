/** Character classes and case of the String methods, as Java's Character has them. */

const code =
    (test: RegExp) =>
    (text: string): boolean =>
        test.test(text);

export const isAlpha = code(/^\p{L}+$/u);
export const isAlphaSpace = code(/^[\p{L} ]*$/u);
export const isAlphanumeric = code(/^[\p{L}\p{Nd}]+$/u);
export const isAlphanumericSpace = code(/^[\p{L}\p{Nd} ]*$/u);
export const isNumeric = code(/^\p{Nd}+$/u);
export const isNumericSpace = code(/^[\p{Nd} ]*$/u);
export const isAllLowerCase = code(/^\p{Lowercase}+$/u);
export const isAllUpperCase = code(/^\p{Uppercase}+$/u);
export const isAsciiPrintable = code(/^[ -~]*$/);
/** Java's Character.isWhitespace: no non-breaking spaces. */
export const isWhitespace = code(/^[\t-\r\x1c-\x1f \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]*$/);
export const containsWhitespace = code(/[\t-\r\x1c-\x1f \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/);

export function deleteWhitespace(text: string): string {
    return [...text].filter((character) => !containsWhitespace(character)).join('');
}

export function capitalize(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

export function uncapitalize(text: string): string {
    return text.charAt(0).toLowerCase() + text.slice(1);
}

export function swapCase(text: string): string {
    return [...text]
        .map((character) => (character === character.toUpperCase() ? character.toLowerCase() : character.toUpperCase()))
        .join('');
}

/** Java's trim: everything up to U+0020 at both ends. */
export function trim(text: string): string {
    return text.replace(/^[\x00-\x20]+|[\x00-\x20]+$/g, '');
}

const CATEGORIES = [
    'Lu',
    'Ll',
    'Lt',
    'Lm',
    'Lo',
    'Mn',
    'Mc',
    'Me',
    'Nd',
    'Nl',
    'No',
    'Zs',
    'Zl',
    'Zp',
    'Cc',
    'Cf',
    'Co',
    'Cs',
    'Pd',
    'Ps',
    'Pe',
    'Pi',
    'Pf',
    'Pc',
    'Po',
    'Sm',
    'Sc',
    'Sk',
    'So'
].map((name) => [name, new RegExp(`\\p{${name}}`, 'u')] as const);

function category(character: string): string {
    return CATEGORIES.find(([, test]) => test.test(character))?.[0] ?? 'Cn';
}

/** Runs of characters of one type; with `camelCase` the last capital of a run belongs to the word that follows. */
export function splitByCharacterType(text: string, camelCase: boolean): string[] {
    const characters = [...text];
    if (characters.length === 0) {
        return [];
    }
    const words: string[] = [];
    let start = 0;
    let current = category(characters[0]);
    for (let i = 1; i < characters.length; i++) {
        const next = category(characters[i]);
        if (next === current) {
            continue;
        }
        if (camelCase && next === 'Ll' && current === 'Lu') {
            if (i - 1 !== start) {
                words.push(characters.slice(start, i - 1).join(''));
                start = i - 1;
            }
        } else {
            words.push(characters.slice(start, i).join(''));
            start = i;
        }
        current = next;
    }
    words.push(characters.slice(start).join(''));
    return words;
}

export function levenshtein(a: string, b: string): number {
    let previous = Array.from({ length: b.length + 1 }, (_unused, index) => index);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let j = 1; j <= b.length; j++) {
            row.push(Math.min(row[j - 1] + 1, previous[j] + 1, previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
        }
        previous = row;
    }
    return previous[b.length];
}
