/** Key prefixes of a project's own objects: `a00`, `a01` … `a0Z`, `a0a` …, custom metadata from `m00`, events from `e00`, external objects from `x00`. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * Prefixes by object name (as spelt in `names`). Names in `kept` keep theirs, whatever else comes and goes; the rest
 * take the free ones in the order of their names.
 */
export function keyPrefixes(names: Iterable<string>, kept: Readonly<Record<string, string>> = {}): Map<string, string> {
    const keptByName = new Map(Object.entries(kept).map(([name, prefix]) => [name.toLowerCase(), prefix]));
    const taken = new Set(keptByName.values());
    const result = new Map<string, string>();
    const sorted = [...names].sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
    const next: Record<string, number> = {};
    for (const name of sorted) {
        let prefix = keptByName.get(name.toLowerCase());
        while (prefix === undefined) {
            const letter = letterOf(name);
            const number = next[letter] ?? 0;
            next[letter] = number + 1;
            const candidate = `${letter}${DIGITS[Math.floor(number / DIGITS.length)]}${DIGITS[number % DIGITS.length]}`;
            prefix = taken.has(candidate) ? undefined : candidate;
        }
        taken.add(prefix);
        result.set(name, prefix);
    }
    return result;
}

function letterOf(name: string): string {
    return name.endsWith('__mdt') ? 'm' : name.endsWith('__e') ? 'e' : name.endsWith('__x') ? 'x' : 'a';
}
