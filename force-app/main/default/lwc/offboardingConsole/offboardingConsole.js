import { LightningElement } from 'lwc';
import OffboardingConfirm from 'c/offboardingConfirm';
import { reduceErrors } from 'c/ldsUtils';
import { ProgressPoller } from 'c/progressPoller';
import { isPlan, isUnderWay } from 'c/runStatus';
import { fill } from 'c/words';
import LABELS from './labels';
import * as org from './org';
import * as toasts from './toasts';

/**
 * The container of the Offboarding tab: the only component that calls Apex and shows toasts. It shows one of three views – all
 * offboardings, a plan, a run – and its children tell it what the person in front of it wants.
 */
export default class OffboardingConsole extends LightningElement {
    labels = LABELS;
    busy = false;
    found = {};
    access;
    denied;
    offboardings;
    plan;
    progress;
    errors;

    poller = new ProgressPoller({
        ask: (offboardingId) => org.getProgress({ offboardingId }),
        onProgress: (progress) => this.tick(progress),
        onGivenUp: (error) => (this.errors = error ? reduceErrors(error) : [LABELS.lost]),
        isUnderWay
    });

    /** What is looked at: a plan, a run, or nothing. */
    get subject() {
        return this.plan ?? this.progress;
    }

    get title() {
        const { name, person } = this.subject ?? {};
        return this.subject ? fill(this.plan ? LABELS.planTitle : LABELS.runTitle, name, person?.name) : LABELS.title;
    }

    async connectedCallback() {
        try {
            this.access = await org.getAccess();
            await this.readOffboardings();
        } catch (error) {
            this.denied = reduceErrors(error);
        }
    }

    disconnectedCallback() {
        this.poller.stop();
    }

    renderedCallback() {
        if (this.refocus) {
            this.refocus = false;
            this.template.querySelector('h1').focus();
        }
    }

    async handleSearch({ detail: { field, term } }) {
        const answer = await org.searchPeople({ term }).then(
            (people) => ({ term, people }),
            (error) => ({ term, errors: reduceErrors(error) })
        );
        this.found = { ...this.found, [field]: answer };
    }

    handlePlan({ detail }) {
        return this.attempt(() => this.review(org.makePlan(detail)));
    }

    handleReplan() {
        return this.attempt(() => this.review(org.planAgain(this.subject)));
    }

    handleReactivate({ detail }) {
        return this.attempt(() => this.review(org.planReactivation(detail)));
    }

    handleOpen({ detail }) {
        return this.attempt(() => this.open(detail));
    }

    handleResume({ detail }) {
        return this.attempt(async () => this.show({ progress: await org.resume(detail) }));
    }

    async handleStart() {
        const { offboardingId, planHash, name } = this.plan;
        if (await OffboardingConfirm.open({ size: 'small', intent: 'start', subject: this.plan })) {
            const isStarted = await this.attempt(async () => this.show({ progress: await org.start({ offboardingId, planHash }) }));
            // A refusal has a reason, and the plan as it is now says it.
            await (isStarted ? this.dispatchEvent(toasts.started(name)) : this.attempt(() => this.open({ offboardingId })));
        }
    }

    async handleCancel() {
        const { offboardingId, name } = this.subject;
        if (await OffboardingConfirm.open({ size: 'small', intent: this.plan ? 'discard' : 'stop', subject: this.subject })) {
            await this.attempt(async () => {
                const progress = await org.cancel({ offboardingId });
                this.dispatchEvent(toasts.canceled(name));
                await (this.plan ? this.handleBack() : this.show({ progress }));
            });
        }
    }

    handleBack() {
        this.show();
        return this.readOffboardings();
    }

    async readOffboardings() {
        try {
            this.offboardings = await org.getOffboardings();
        } catch (error) {
            this.errors = reduceErrors(error);
        }
    }

    /** Shows a plan while it is still growing, unless the person looks elsewhere. */
    async review(planned) {
        const first = await planned;
        this.show({ plan: first });
        await org.countOn(first, (plan) => {
            const isWanted = this.isConnected && this.plan?.offboardingId === plan.offboardingId;
            Object.assign(this, isWanted ? { plan } : {});
            return isWanted;
        });
    }

    async open({ offboardingId }) {
        const progress = await org.getProgress({ offboardingId });
        await (isPlan(progress) ? this.review(org.getPlan({ offboardingId })) : this.show({ progress }));
    }

    /** Shows one view. What was clicked is gone with the old one, so the focus goes to the heading of the new one. */
    show({ plan, progress } = {}) {
        this.poller.stop();
        Object.assign(this, { plan, progress, found: {}, errors: undefined, refocus: true });
        if (progress && isUnderWay(progress)) {
            this.poller.watch(progress.offboardingId);
        }
    }

    tick(progress) {
        Object.assign(this, { progress, errors: undefined });
        if (!isUnderWay(progress)) {
            this.dispatchEvent(toasts.ended(progress));
        }
    }

    /** @returns {Promise<boolean>} whether it worked; what did not is said, and the page stays as it is */
    async attempt(work) {
        this.busy = true;
        try {
            await work();
            return true;
        } catch (error) {
            this.dispatchEvent(toasts.failed(error));
            return false;
        } finally {
            this.busy = false;
        }
    }
}
