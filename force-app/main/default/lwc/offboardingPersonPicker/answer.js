import { fill } from 'c/words';
import LABELS from './labels';

export const SHORTEST_TERM = 2;

/** People as options of the list. */
export function optionsOf(people, active) {
    return (people ?? []).map((person, position) => ({
        id: `person-${position}`,
        position,
        person,
        selected: String(position === active),
        facts: [person.username, person.profileName, person.isActive ? LABELS.active : LABELS.inactive, person.isFrozen && LABELS.frozen]
            .filter(Boolean)
            .join(' · '),
        rowClass: `slds-media slds-listbox__option slds-listbox__option_entity slds-listbox__option_has-meta ${
            position === active ? 'slds-has-focus' : ''
        }`
    }));
}

/** How the search stands, in words. */
export function statusOf(term, answer) {
    if (term === '' || answer?.errors) {
        return '';
    }
    if (term.length < SHORTEST_TERM) {
        return LABELS.short;
    }
    if (!answer) {
        return LABELS.searching;
    }
    const { length } = answer.people;
    return length === 0 ? fill(LABELS.none, term) : length === 1 ? LABELS.one : fill(LABELS.results, length);
}
