/** Requests that are well-formed and still too much. */

/** No client nests so deeply; code that walks a value by recursion would run out of stack. */
const MOST_LEVELS = 1_000;

const QUOTE = 34;
const BACKSLASH = 92;
/** `[` and `{`, `]` and `}`. */
const OPENING = new Set([91, 123]);
const CLOSING = new Set([93, 125]);

export function isNestedTooDeeply(json: string): boolean {
    let level = 0;
    let inText = false;
    for (let at = 0; at < json.length; at++) {
        const character = json.charCodeAt(at);
        if (inText) {
            if (character === BACKSLASH) {
                at++;
            } else if (character === QUOTE) {
                inText = false;
            }
        } else if (character === QUOTE) {
            inText = true;
        } else if (OPENING.has(character)) {
            level++;
            if (level > MOST_LEVELS) {
                return true;
            }
        } else if (CLOSING.has(character)) {
            level--;
        }
    }
    return false;
}

/** The database refuses a statement because of its size or depth. */
export function isTooComplicated(error: unknown): boolean {
    const { code, message = '' } = (error ?? {}) as { code?: unknown; message?: string };
    return (
        code === 'ERR_SQLITE_ERROR' && /recursion limit|too large|too many (?:sql variables|terms|columns)|stack overflow/i.test(message)
    );
}
