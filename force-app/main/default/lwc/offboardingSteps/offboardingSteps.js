import { LightningElement, api } from 'lwc';
import { isCounted } from 'c/runStatus';
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
        return this.steps.map((step) => ({
            key: step.key,
            title: step.title,
            counted: isCounted(step),
            text: step.found > 0 ? fill(LABELS.count, step.found) : LABELS.nothing,
            rowClass: isCounted(step) && !step.found ? 'slds-text-color_weak' : ''
        }));
    }
}
