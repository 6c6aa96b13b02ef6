import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { fill } from 'c/words';
import LABELS from './labels';

/** What the org itself has found has records; what the metadata scan has found has files. */
const RECORD_ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

const THEMES = { ask: 'slds-theme_warning', you: 'slds-theme_warning', refuse: 'slds-theme_error' };

/** A presentation component: one kind of dependency, how many, why it matters, what will be done, and the first few. */
export default class OffboardingFinding extends NavigationMixin(LightningElement) {
    labels = LABELS;
    urls = {};
    current;

    /** @type {object} FindingView of the Apex controller */
    @api
    get finding() {
        return this.current;
    }
    set finding(value) {
        this.current = value;
        this.findUrls(value);
    }

    get isUnverified() {
        return this.finding.status === 'unverified';
    }

    get isHeld() {
        return this.finding.status === 'checked' && this.finding.count > 0;
    }

    /** Nobody has looked, or nobody can: a person looks in Setup. */
    get isElsewhere() {
        return this.isUnverified && Boolean(this.finding.setupUrl);
    }

    get quietText() {
        const { category, status, statusText } = this.finding;
        return status !== 'checked' ? statusText : category === 'Guard' ? LABELS.fine : LABELS.clear;
    }

    get treatment() {
        return LABELS[this.finding.treatment];
    }

    get treatmentClass() {
        return THEMES[this.finding.treatment] ?? 'slds-badge_lightest';
    }

    get hasParts() {
        return this.finding.parts?.length > 0;
    }

    get hasItems() {
        return this.finding.items?.length > 0;
    }

    get hasDetails() {
        return this.hasItems || this.hasParts;
    }

    get items() {
        return this.finding.items.map(({ id, label }, position) => ({
            key: `${position}-${id}`,
            label,
            url: this.urls[id],
            place: id && !RECORD_ID.test(id) ? id : undefined,
            title: `${label} (${LABELS.newTab})`
        }));
    }

    get more() {
        const unseen = this.finding.count - this.finding.items.length;
        return unseen > 0 ? fill(LABELS.more, unseen) : '';
    }

    /** Links open beside the review, which would be lost otherwise; so they need addresses, not clicks. */
    async findUrls(finding) {
        const ids = [...new Set((finding?.items ?? []).map(({ id }) => id).filter((id) => RECORD_ID.test(id ?? '')))];
        const urls = await Promise.all(
            ids.map((recordId) =>
                this[NavigationMixin.GenerateUrl]({ type: 'standard__recordPage', attributes: { recordId, actionName: 'view' } })
            )
        );
        this.urls = Object.fromEntries(ids.map((id, position) => [id, urls[position]]));
    }
}
