import { LightningElement, api } from 'lwc';
import LABELS from './labels';

/** A presentation component: what the operator lacks, before they have done any work. Shows nothing when all is well. */
export default class OffboardingPreflight extends LightningElement {
    labels = LABELS;

    /** @type {object} AccessView of the Apex controller */
    @api access;

    get lacks() {
        return this.access?.canRun && this.access.missing?.length > 0;
    }

    get viewOnly() {
        return this.access && !this.access.canPlan;
    }

    get sentences() {
        return [this.access?.stopped && LABELS.stopped, this.viewOnly && LABELS.viewOnly].filter(Boolean);
    }
}
