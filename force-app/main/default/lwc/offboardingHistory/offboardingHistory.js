import { LightningElement, api } from 'lwc';
import { fill } from 'c/words';
import LABELS from './labels';
import { statusTheme } from 'c/runStatus';

/** A presentation component: offboardings and reactivations, open ones first. Event: `open` ({offboardingId}). */
export default class OffboardingHistory extends LightningElement {
    labels = LABELS;

    /** @type {object[]} OffboardingView of the Apex controller; undefined while they are read */
    @api offboardings;

    /** @type {string[]} */
    @api errors;

    get isLoading() {
        return !this.offboardings;
    }

    get isEmpty() {
        return this.offboardings.length === 0;
    }

    get rows() {
        return this.offboardings.map((each) => ({
            ...each,
            typeText: each.type === 'Reactivation' ? LABELS.reactivation : LABELS.offboarding,
            openLabel: fill(LABELS.open, each.name, each.personName),
            theme: statusTheme(each)
        }));
    }

    handleOpen(event) {
        this.dispatchEvent(new CustomEvent('open', { detail: { offboardingId: event.currentTarget.dataset.id } }));
    }
}
