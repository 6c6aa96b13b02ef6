import { LightningElement, api } from 'lwc';
import LABELS from './labels';

/** A presentation component: the error face of all others. */
export default class ErrorPanel extends LightningElement {
    /** @type {string[]} what went wrong, in words */
    @api errors = [];

    /** @type {string} a heading of one's own */
    @api label = LABELS.title;
}
