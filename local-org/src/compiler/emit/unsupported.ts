import type { Resolution } from '../annotations.ts';

/** Code that, when it is reached, names what has not been built. */
export function unsupported(resolved: Resolution | undefined, what: string): string {
    const named = resolved?.kind === 'unsupported' ? resolved.what : `${what} (${resolved?.kind ?? 'not resolved'})`;
    return `$r.unsupported(${JSON.stringify(named)})`;
}
