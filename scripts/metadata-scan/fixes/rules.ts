import type { Hit } from '../types.ts';

/**
 * How a place is put right. The decisions, with their reasons: a place is fixed only where metadata names a person as
 * the receiver of work or news, where naming somebody else has no further meaning. What decides (criteria, formulas,
 * flows, filters, code), what runs with the person's rights and what stands there as an Id stays for a human.
 */
export interface FixRule {
    /** The element that names one person: the value's own (0) or its parent (1). */
    unit: 0 | 1;
    /** Several units stand side by side, so that the successor may be there already and one can go. */
    list: boolean;
    /** Take the person out while somebody else is left; otherwise the successor comes in. */
    prefer: 'replace' | 'remove';
}

export const FIX_RULES: Record<string, FixRule> = {
    value: { unit: 0, list: false, prefer: 'replace' },
    alertRecipient: { unit: 1, list: true, prefer: 'replace' },
    approver: { unit: 1, list: true, prefer: 'replace' },
    submitter: { unit: 1, list: true, prefer: 'replace' },
    notifyEmail: { unit: 0, list: true, prefer: 'replace' },
    notification: { unit: 1, list: true, prefer: 'replace' },
    folderShare: { unit: 1, list: true, prefer: 'replace' },
    // Membership is access: the successor gets it by a decision in the org, not by the way.
    queueMember: { unit: 0, list: true, prefer: 'remove' }
};

const REASONS: [(hit: Hit) => boolean, string][] = [
    [(hit) => hit.informational && hit.note === 'no metadata', 'The file is no metadata.'],
    [
        (hit) => hit.forms.includes('policy'),
        'A policy names nobody; whether it fits the person is decided in Setup > User Access Policies.'
    ],
    [(hit) => /^Apex|Bundle$|^StaticResource$/.test(hit.type), 'Code: change it by hand and run its tests.'],
    [
        (hit) => hit.forms.some((form) => form.startsWith('id')),
        'An Id: what it stands for has to be looked up, and better not hard-coded again.'
    ],
    [
        (hit) => hit.forms.some((form) => form === 'alias' || form === 'name'),
        'Named by alias or name only: make sure that it is this person.'
    ],
    [(hit) => hit.note?.startsWith('here a username is meant') ?? false, 'The username is not that of this person.'],
    [(hit) => /^Flow/.test(hit.type), 'A flow: what it does with the value has to be read.'],
    [(hit) => /formula/i.test(hit.meaning), 'A formula decides by the value.'],
    [(hit) => /filter|criteria/i.test(hit.meaning), 'What the filter or criteria should select from now on is a decision.'],
    [
        (hit) => /run-as user|as whom|outbound message/.test(hit.meaning),
        'It works with the rights of this user: choose one that has them, better an integration user.'
    ],
    [
        (hit) => /portal administrator/.test(hit.meaning),
        'The portal administrator needs rights that the successor may lack; change it in Setup.'
    ],
    [(hit) => /sender/.test(hit.meaning), 'A sender address must be verified by its owner first.'],
    [(hit) => /last refresh/.test(hit.meaning), 'Salesforce sets it at the next refresh.'],
    [(hit) => /shared with/.test(hit.meaning), 'The sharing of an analytics app is changed in the app.'],
    [(hit) => hit.type === 'EmailTemplate' || /description|label/i.test(hit.meaning), 'Words for people: somebody has to read them.']
];

/** Why a hit is left alone. */
export function refusalOf(hit: Hit): string {
    return REASONS.find(([applies]) => applies(hit))?.[1] ?? 'What the value does at this place is not known: look at it.';
}
