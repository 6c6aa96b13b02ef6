import { LightningElement, api } from 'lwc';
import { isUnderWay } from 'c/runStatus';
import { fill } from 'c/words';
import LABELS from './labels';

/**
 * A presentation component: a run – its progress, its verification, what came back. Events: `resume`, `stop`, `reactivate`, `replan`,
 * `refresh`, each with the offboardingId.
 */
export default class OffboardingRun extends LightningElement {
    labels = LABELS;

    /** @type {object} ProgressView of the Apex controller; undefined while it is read */
    @api progress;

    /** @type {object} AccessView of the Apex controller */
    @api access;

    /** @type {string[]} why the latest progress is not there */
    @api errors;

    /** @type {boolean} */
    @api busy = false;

    get canRun() {
        return Boolean(this.access?.canRun);
    }

    get canStop() {
        return this.canRun && this.progress?.canCancel;
    }

    get canBringBack() {
        return this.access?.canPlan && this.progress?.canReactivate;
    }

    get canReplan() {
        return this.access?.canPlan && this.progress?.status === 'Drifted';
    }

    /** While the page watches by itself, a button to look again would only be noise. */
    get canRefresh() {
        return Boolean(this.errors) || (this.progress && !isUnderWay(this.progress) && this.progress.stalled);
    }

    get bringBackLabel() {
        return fill(LABELS.bringBack, this.progress.person?.name);
    }

    get isFinishedReactivation() {
        return this.progress?.type === 'Reactivation' && this.progress.status === 'Completed';
    }

    handle(event) {
        const { offboardingId } = this.progress;
        this.dispatchEvent(new CustomEvent(event.currentTarget.dataset.event, { detail: { offboardingId } }));
    }
}
