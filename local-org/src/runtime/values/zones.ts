/** Time zones by their IANA name (`Europe/Berlin`), through Intl. */

const formatters = new Map<string, Intl.DateTimeFormat | null>();

function formatterOf(zone: string): Intl.DateTimeFormat | null {
    let formatter = formatters.get(zone);
    if (formatter === undefined) {
        try {
            formatter = new Intl.DateTimeFormat('en-US', {
                timeZone: zone,
                hourCycle: 'h23',
                year: 'numeric',
                month: 'numeric',
                day: 'numeric',
                hour: 'numeric',
                minute: 'numeric',
                second: 'numeric',
                era: 'short'
            });
        } catch {
            formatter = null;
        }
        formatters.set(zone, formatter);
    }
    return formatter;
}

export function isUtc(zone: string): boolean {
    return zone === 'GMT' || zone === 'UTC' || zone === 'Etc/UTC' || zone === 'Etc/GMT';
}

export function isKnownZone(zone: string): boolean {
    return isUtc(zone) || formatterOf(zone) !== null;
}

/** Offset from GMT in milliseconds at an instant; an unknown zone counts as GMT, as Java does. */
export function zoneOffset(zone: string, instant: number): number {
    const formatter = isUtc(zone) ? null : formatterOf(zone);
    if (!formatter) {
        return 0;
    }
    const parts: Record<string, string> = {};
    for (const part of formatter.formatToParts(instant)) {
        parts[part.type] = part.value;
    }
    const year = parts.era === 'BC' || parts.era === 'B' ? 1 - Number(parts.year) : Number(parts.year);
    const local = new Date(0);
    local.setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day));
    local.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second));
    return local.getTime() - Math.floor(instant / 1000) * 1000;
}

/** The instant at which a wall clock in `zone` shows `local` (milliseconds as if it were GMT). In a gap the clock after it counts. */
export function instantOfLocal(zone: string, local: number): number {
    if (isUtc(zone)) {
        return local;
    }
    const first = local - zoneOffset(zone, local);
    return local - zoneOffset(zone, first);
}

/** `Central European Standard Time`, `CET`; the zone's name when Intl has none. */
export function zoneName(zone: string, instant: number, style: 'long' | 'short'): string {
    if (isUtc(zone)) {
        return style === 'short' ? zone : 'Greenwich Mean Time';
    }
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: style }).formatToParts(instant);
    return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}
