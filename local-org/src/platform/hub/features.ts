/** Features that a scratch org is asked for by name, in its definition's `features`. What settings switch on comes later, by deploy. */
import { readFileSync } from 'node:fs';

/** Nothing of what these give is lacking here, or they widen limits that the local org does not draw. */
const GIVEN = new Set(
    (
        'API AuthorApex DebugApex EnableSetPasswordInApi ForceComPlatform LightningSalesConsole LightningServiceConsole PlatformCache SalesUser ServiceCloud ServiceUser ' +
        'AddCustomApps AddCustomObjects AddCustomRelationships AddCustomTabs AdditionalFieldHistory CalloutSizeMB MaxApexCodeSize MaxCustomLabels'
    )
        .toLowerCase()
        .split(' ')
);

let known: { simple: Set<string>; counted: Set<string> } | undefined;

function loaded(): { simple: Set<string>; counted: Set<string> } {
    if (!known) {
        const lists = JSON.parse(readFileSync(new URL('../../../data/scratch-features.json', import.meta.url), 'utf8')) as Record<
            'simple' | 'counted',
            string[]
        >;
        const names = (list: string[]): Set<string> => new Set(list.map((name) => name.toLowerCase()));
        known = { simple: names(lists.simple), counted: names(lists.counted) };
    }
    return known;
}

/** `A;B:10` or with commas, as the API takes it. */
export function featureNames(text: string | null): string[] {
    return (text ?? '')
        .split(/[;,]/)
        .map((name) => name.trim())
        .filter((name) => name !== '');
}

/** Does the platform know it? `Name`, or `Name:quantity` for those that are counted. */
export function isFeature(text: string): boolean {
    const [name, quantity, ...rest] = text.toLowerCase().split(':');
    const { simple, counted } = loaded();
    return rest.length === 0 && (quantity === undefined ? simple.has(name!) : counted.has(name!) && /^\d+$/.test(quantity));
}

export function isGiven(text: string): boolean {
    return GIVEN.has(text.toLowerCase().split(':')[0]!);
}
