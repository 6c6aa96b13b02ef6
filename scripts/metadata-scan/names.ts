import type { People } from './people.ts';
import { childValue } from './xml/decoded.ts';
import type { XmlElement } from './xml/tree.ts';

/**
 * Filters name people by alias or full name, too. A name is no token that can be searched for (`Ann` is in `Anna`,
 * and two people share one), so it counts only as a whole item of a filter whose field holds a user's alias or name.
 */
const ALIAS_FIELD = /(?:^|[._])(?:ALIAS|OWNER_ALIAS|CREATED_ALIAS|UPDATED_ALIAS)$|(?:^|\.)Alias$/i;
const NAME_FIELD =
    /^(?:CORE\.USERS\.(?:FULL_NAME|FIRST_NAME|LAST_NAME)|USERS\.NAME|OWNER|OWNER_NAME|FULL_NAME|CREATED_NAME|UPDATED_NAME|CREATED|LAST_UPDATE_BY|ASSIGNED|[A-Z]+\.(?:OWNER|CREATED_BY|LAST_UPDATE_BY))$|(?:^|[.:])(?:Owner|CreatedBy|LastModifiedBy|Manager)(?:Id)?(?:\.Name)?$|(?:^|\.)User\.Name$/;

/** Element that holds the value of a filter → its sibling that names the field. */
const FILTERS: Record<string, string[]> = { value: ['field', 'column'] };

/** What a filter's field holds, when it holds a person. */
export function personField(source: string, element: XmlElement): 'alias' | 'name' | undefined {
    for (const name of FILTERS[element.name] ?? []) {
        const field = childValue(source, element.parent, name);
        if (field) {
            return ALIAS_FIELD.test(field) ? 'alias' : NAME_FIELD.test(field) ? 'name' : undefined;
        }
    }
    return undefined;
}

/** The items of a filter value with their offsets; quotes hold an item with a comma together. */
export function filterItems(value: string): { text: string; start: number; end: number }[] {
    const items: { text: string; start: number; end: number }[] = [];
    const item = /"([^"]*)"|([^,"]+)/g;
    for (let match = item.exec(value); match; match = item.exec(value)) {
        const raw = match[1] ?? match[2];
        const text = raw.trim();
        if (text) {
            const start = match.index + match[0].indexOf(text);
            items.push({ text, start, end: start + text.length });
        }
    }
    return items;
}

/** A look at the filter values of a file that is not taken apart yet. */
export function mayHoldName(text: string, people: People): boolean {
    if (!people.hasNames) {
        return false;
    }
    for (const [, value] of text.matchAll(/<value>([^<]+)<\/value>/g)) {
        if (value.includes('&') || filterItems(value).some((item) => people.byName(item.text))) {
            return true;
        }
    }
    return false;
}
