/** `@{reference.path}` in the subrequests of a composite request: values out of the answers of earlier ones. */

/** A reference that leads nowhere; the message is Salesforce's. */
export class InvalidReference extends Error {
    constructor(reference: string, id: string) {
        super(`Invalid reference specified. No value for ${reference} found in ${id}`);
        this.name = 'InvalidReference';
    }
}

const REFERENCE = /@\{(\w+)((?:\.\w+|\[\d+\])*)\}/g;

/** The text with the values of its references; `bodies` by reference Id. */
export function resolveText(text: string, bodies: ReadonlyMap<string, unknown>): string {
    return text.replace(REFERENCE, (_match, id: string, path: string) => {
        const value = valueOf(id, path, bodies);
        return typeof value === 'object' ? JSON.stringify(value) : String(value);
    });
}

/** Every text inside the value, resolved; a text that is one reference alone becomes the value as it is. */
export function resolveValue(value: unknown, bodies: ReadonlyMap<string, unknown>): unknown {
    if (typeof value === 'string') {
        const alone = /^@\{(\w+)((?:\.\w+|\[\d+\])*)\}$/.exec(value);
        return alone ? valueOf(alone[1], alone[2], bodies) : resolveText(value, bodies);
    }
    if (Array.isArray(value)) {
        return value.map((each) => resolveValue(each, bodies));
    }
    if (value !== null && typeof value === 'object') {
        return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolveValue(each, bodies)]));
    }
    return value;
}

function valueOf(id: string, path: string, bodies: ReadonlyMap<string, unknown>): unknown {
    let value: unknown = bodies.get(id);
    for (const [, name, index] of path.matchAll(/\.(\w+)|\[(\d+)\]/g)) {
        const key = name ?? index;
        value =
            value !== null && typeof value === 'object' && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
    }
    if (value === undefined || value === null) {
        throw new InvalidReference(id + path, id);
    }
    return value;
}
