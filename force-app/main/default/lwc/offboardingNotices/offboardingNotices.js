import { LightningElement, api } from 'lwc';
import LABELS from './labels';

/** A presentation component: refusals or warnings. Shows nothing when there are none. */
export default class OffboardingNotices extends LightningElement {
    /** @type {object[]} NoticeView of the Apex controller */
    @api notices;

    /** @type {'refusal'|'warning'} */
    @api variant = 'warning';

    get hasNotices() {
        return this.notices?.length > 0;
    }

    get isRefusal() {
        return this.variant === 'refusal';
    }

    get title() {
        return this.isRefusal ? LABELS.refusals : LABELS.warnings;
    }

    get iconName() {
        return this.isRefusal ? 'utility:ban' : 'utility:warning';
    }

    get boxClass() {
        return `slds-scoped-notification slds-media slds-m-bottom_small ${this.isRefusal ? 'slds-theme_error' : 'slds-scoped-notification_light'}`;
    }

    get iconVariant() {
        return this.isRefusal ? 'inverse' : 'warning';
    }

    get keyed() {
        return this.notices.map(({ key, text }, position) => ({ id: `${key}-${position}`, text }));
    }
}
