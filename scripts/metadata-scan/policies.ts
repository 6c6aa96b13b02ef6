import { childValue } from './xml/decoded.ts';
import type { XmlElement } from './xml/tree.ts';

/** A user access policy that can give back what an offboarding took. */
export interface GrantingPolicy {
    name: string;
    note: string;
    start: number;
    end: number;
}

/**
 * Reads an active policy with a grant. Whether its filters match a person is decided in the org (profile, role, fields
 * of the user), so the note says what they ask for.
 *
 * Source: Metadata API guide, UserAccessPolicy: `status` Active, `userAccessPolicyActions` with action Grant,
 * `triggerType` Create, Update or CreateAndUpdate.
 */
export function grantingPolicy(source: string, root: XmlElement): GrantingPolicy | undefined {
    if (childValue(source, root, 'status')?.toLowerCase() !== 'active') {
        return undefined;
    }
    const children = (name: string): XmlElement[] => root.children.filter((child) => child.name === name);
    const grants = children('userAccessPolicyActions')
        .filter((action) => childValue(source, action, 'action')?.toLowerCase() === 'grant')
        .map((action) => `${childValue(source, action, 'type') ?? 'access'} ${childValue(source, action, 'target') ?? ''}`.trim());
    if (grants.length === 0) {
        return undefined;
    }
    const filters = children('userAccessPolicyFilters').map((filter) =>
        ['type', 'columnName', 'operation', 'target', 'value']
            .map((name) => childValue(source, filter, name))
            .filter(Boolean)
            .join(' ')
    );
    const label = root.children.find((child) => child.name === 'masterLabel');
    const trigger = childValue(source, root, 'triggerType');
    return {
        name: childValue(source, root, 'masterLabel') ?? 'without a label',
        note: `grants ${grants.join(', ')}${filters.length ? ` to users with ${filters.join('; ')}` : ' to everybody'}${trigger ? ` (on ${trigger})` : ''}`,
        start: label?.start ?? root.start,
        end: label?.end ?? root.start + 1
    };
}
