import { LightningElement, api } from 'lwc';
import { fill } from 'c/words';
import LABELS from './labels';

/** A presentation component: the steps that a plan would run, in order, with how much each has to do. */
export default class OffboardingSteps extends LightningElement {
    labels = LABELS;

    /** @type {object[]} StepView of the Apex controller */
    @api steps = [];

    /** @type {string[]} */
    @api errors;

    get isEmpty() {
        return !this.steps?.length;
    }

    get rows() {
        return this.steps.map(({ key, title, found }, position) => ({
            key,
            title,
            number: position + 1,
            // Activating, deactivating and verifying have nothing to count.
            counted: /^[A-Z]/.test(key),
            text: found > 0 ? fill(LABELS.count, found) : LABELS.nothing,
            rowClass: `slds-grid slds-p-vertical_xx-small ${/^[A-Z]/.test(key) && !found ? 'slds-text-color_weak' : ''}`
        }));
    }
}
