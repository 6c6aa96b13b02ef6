/** Values as text: String.valueOf(Object), string concatenation, debug output. */
import { ApexException } from './ApexException.ts';
import { ApexDate } from './ApexDate.ts';
import { ApexList } from './ApexList.ts';
import { ApexMap } from './ApexMap.ts';
import { ApexObject, classOf, fieldsOf } from './ApexObject.ts';
import type { ObjectOverrides } from './ApexObject.ts';
import { ApexSet } from './ApexSet.ts';
import { SObject } from './SObject.ts';

/** Salesforce shows the first ten elements of a collection. */
const SHOWN = 10;

/** Text of any value. Datetimes in GMT, dates with a time of midnight, as concatenation shows them; the overloads of String.valueOf differ. */
export function textOf(value: unknown): string {
    return render(value, []);
}

function render(value: unknown, open: object[]): string {
    if (value === null || value === undefined) {
        return 'null';
    }
    if (typeof value !== 'object') {
        return String(value);
    }
    if (value instanceof ApexDate) {
        return `${value} 00:00:00`;
    }
    if (
        value instanceof ApexList ||
        value instanceof ApexSet ||
        value instanceof ApexMap ||
        value instanceof SObject ||
        value instanceof ApexObject
    ) {
        if (open.includes(value)) {
            return value instanceof ApexObject ? `${simpleName(classOf(value).apexName)}:[already output]` : '(already output)';
        }
        open.push(value);
        const text = renderComposite(value, open);
        open.pop();
        return text;
    }
    if (value instanceof ApexException && (value as ObjectOverrides).m_tostring) {
        return (value as ObjectOverrides).m_tostring!() ?? 'null';
    }
    return String(value);
}

function renderComposite(value: ApexList | ApexSet | ApexMap | SObject | ApexObject, open: object[]): string {
    const all = (items: Iterable<unknown>): string => {
        const shown: string[] = [];
        for (const item of items) {
            if (shown.length === SHOWN) {
                shown.push('...');
                break;
            }
            shown.push(render(item, open));
        }
        return shown.join(', ');
    };
    if (value instanceof ApexList) {
        return `(${all(value.items)})`;
    }
    if (value instanceof ApexSet) {
        return `{${all(value)}}`;
    }
    if (value instanceof ApexMap) {
        const pairs: string[] = [];
        for (const [key, item] of value.entries()) {
            if (pairs.length === SHOWN) {
                pairs.push('...');
                break;
            }
            pairs.push(`${render(key, open)}=${render(item, open)}`);
        }
        return `{${pairs.join(', ')}}`;
    }
    if (value instanceof SObject) {
        const fields = value.populated().map(([name, item]) => `${name}=${render(item, open)}`);
        return `${value.type}:{${fields.join(', ')}}`;
    }
    const own = (value as ObjectOverrides).m_tostring;
    if (own) {
        return own.call(value) ?? 'null';
    }
    const emitted = classOf(value);
    const members = value as unknown as Record<string, unknown>;
    const fields: string[] = [];
    for (const { name, jsName, isStatic } of fieldsOf(emitted)) {
        // No code runs: of properties with accessors the stored value shows, those without one do not.
        const stored = [jsName, `$b${jsName}`].find((each) => Object.hasOwn(members, each));
        if (!isStatic && stored !== undefined) {
            fields.push(`${name}=${render(members[stored], open)}`);
        }
    }
    return `${simpleName(emitted.apexName)}:[${fields.join(', ')}]`;
}

/** Inner classes show without their outer one. */
function simpleName(typeName: string): string {
    return typeName.slice(typeName.lastIndexOf('.') + 1);
}
