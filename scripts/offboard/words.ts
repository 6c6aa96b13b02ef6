/** Numbers and lists in sentences. */
const NUMBER = new Intl.NumberFormat('en-US');

export function number(value: number): string {
    return NUMBER.format(value);
}

/** `count(1, 'person', 'people')` is "1 person". */
export function count(value: number, one: string, many: string): string {
    return `${number(value)} ${value === 1 ? one : many}`;
}

/** "a, b and c". */
export function list(parts: readonly string[]): string {
    return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** The first few, and how many more. */
export function few(names: readonly string[], most = 3): string {
    return names.length <= most ? list(names) : `${names.slice(0, most).join(', ')} and ${number(names.length - most)} more`;
}
