import { LightningElement, api } from 'lwc';

/** A presentation component: the empty face of all others. */
export default class Placeholder extends LightningElement {
    /** @type {string} what there is not, in one sentence */
    @api message;

    /** @type {string} a utility icon */
    @api iconName = 'utility:info_alt';
}
