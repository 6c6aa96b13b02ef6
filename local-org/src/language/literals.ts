/**
 * Text of literals → their values.
 *
 * Escapes: Apex Developer Guide, "Strings" (\b \t \n \f \r \" \' \\ and \uXXXX). Multi-line strings (Summer '26)
 * begin after the line break that follows the opening quotes.
 */
const ESCAPES: Record<string, string> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' };

/** The value of `'…'`. */
export function unquote(literal: string): string {
    return unescape(literal.slice(1, -1));
}

/** The value of a triple-quoted literal. */
export function unquoteMultiline(literal: string): string {
    return unescape(literal.slice(3, -3).replace(/^\r?\n|^\r/, ''));
}

function unescape(body: string): string {
    if (!body.includes('\\')) return body;
    return body.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, code: string | undefined, char: string) =>
        code === undefined ? (ESCAPES[char.toLowerCase()] ?? char) : String.fromCharCode(parseInt(code, 16))
    );
}
