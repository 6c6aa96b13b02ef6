import { LightningElement, api } from 'lwc';
import LABELS from './labels';

/**
 * A presentation component: chooses who leaves and who takes over. Events: `search` ({field, term}), `plan` ({personId, successorId}).
 */
export default class OffboardingStart extends LightningElement {
    labels = LABELS;
    leaver = null;
    successor = null;

    /** @type {{leaver?: object, successor?: object}} the latest answers to searches, by field */
    @api found = {};

    /** @type {boolean} a plan is being made */
    @api busy = false;

    get isSame() {
        return this.leaver && this.leaver.id === this.successor?.id;
    }

    get isDisabled() {
        return this.busy || this.isSame || !this.leaver || !this.successor;
    }

    handleSearch(event) {
        const { field } = event.currentTarget.dataset;
        this.dispatchEvent(new CustomEvent('search', { detail: { field, term: event.detail.term } }));
    }

    handleSelect(event) {
        this[event.currentTarget.dataset.field] = event.detail.person;
    }

    handlePlan() {
        this.dispatchEvent(new CustomEvent('plan', { detail: { personId: this.leaver.id, successorId: this.successor.id } }));
    }
}
