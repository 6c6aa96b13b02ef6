import { valueOf } from '../xml/decoded.ts';
import type { XmlElement } from '../xml/tree.ts';

/** Children that name an element, the most telling first. */
const NAMES = ['fullName', 'developerName', 'apiName', 'name', 'masterLabel', 'label', 'field', 'column', 'routingName', 'functionName'];
const LONGEST = 80;

/** `Workflow > tasks[Call_back] > assignedTo`: every element with its name, or its number where it has brothers. */
export function labelledPath(source: string, element: XmlElement): string {
    const parts: string[] = [];
    for (let each: XmlElement | undefined = element; each; each = each.parent) {
        parts.unshift(each.name + (each.parent ? suffixOf(source, each, element) : ''));
    }
    return parts.join(' > ');
}

function suffixOf(source: string, element: XmlElement, target: XmlElement): string {
    for (const name of NAMES) {
        const child = element.children.find((candidate) => candidate.name === name);
        const value = child && child !== target ? valueOf(source, child) : undefined;
        if (value && value.length <= LONGEST && !value.includes('\n')) {
            return `[${value}]`;
        }
    }
    return (element.parent?.counts?.get(element.name) ?? 0) > 1 ? `[${element.index}]` : '';
}
