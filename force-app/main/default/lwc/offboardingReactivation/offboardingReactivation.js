import { LightningElement, api } from 'lwc';
import LABELS from './labels';

/** A presentation component: what comes back and what is gone, before a reactivation and after it. */
export default class OffboardingReactivation extends LightningElement {
    labels = LABELS;

    /** @type {object[]} CountView of the Apex controller: what comes back or came back */
    @api returned = [];

    /** @type {object[]} CountView of the Apex controller, with reasons */
    @api lost = [];

    /** @type {boolean} the reactivation has run */
    @api finished = false;

    /** @type {string[]} */
    @api errors;

    get isEmpty() {
        return !this.returned?.length && !this.lost?.length;
    }

    get sections() {
        return [
            { key: 'returned', title: this.finished ? LABELS.restored : LABELS.comes, icon: 'utility:undo', rows: keyed(this.returned) },
            {
                key: 'lost',
                title: this.finished ? LABELS.notRestored : LABELS.gone,
                icon: 'utility:dash',
                rows: keyed(this.lost),
                withReasons: true
            }
        ].filter(({ rows }) => rows.length > 0);
    }
}

function keyed(counts) {
    return (counts ?? []).map((each, position) => ({ ...each, id: `${each.key}-${position}` }));
}
