import { LightningElement, api } from 'lwc';
import { fill } from 'c/words';
import LABELS from './labels';

/**
 * A presentation component: a plan under review, of an offboarding or of a reactivation. Events: `start`, `discard`, `rescan`.
 */
export default class OffboardingPlan extends LightningElement {
    labels = LABELS;

    /** @type {object} PlanView of the Apex controller; undefined while it is made */
    @api plan;

    /** @type {object} AccessView of the Apex controller */
    @api access;

    /** @type {string[]} why there is no plan */
    @api errors;

    /** @type {boolean} */
    @api busy = false;

    get isReactivation() {
        return this.plan?.type === 'Reactivation';
    }

    get isCounting() {
        return this.plan?.scanComplete === false;
    }

    get personCaption() {
        return this.isReactivation ? LABELS.returns : LABELS.leaver;
    }

    get startLabel() {
        return this.isReactivation ? LABELS.bringBack : LABELS.start;
    }

    get startVariant() {
        return this.isReactivation ? 'brand' : 'destructive';
    }

    get cannotStart() {
        return this.busy || !this.plan?.canStart;
    }

    get cannotRun() {
        return this.access && !this.access.canRun;
    }

    get canChange() {
        return this.plan && this.access?.canPlan;
    }

    get seats() {
        return (this.plan?.seats ?? []).map(({ pool, total, used, free }) => ({
            pool,
            text: fill(LABELS.seatLine, pool, used, total),
            free: fill(LABELS.seatFree, free),
            theme: free < 0 ? 'slds-theme_warning' : 'slds-badge_lightest'
        }));
    }

    handleStart() {
        this.dispatchEvent(new CustomEvent('start'));
    }

    handleDiscard() {
        this.dispatchEvent(new CustomEvent('discard'));
    }

    handleRescan() {
        this.dispatchEvent(new CustomEvent('rescan'));
    }
}
