import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import LABELS from './labels';
import { question } from './question';

/**
 * A modal that says in words and numbers what will happen, and asks. Resolves to true when the answer is yes; undefined when it was
 * closed.
 */
export default class OffboardingConfirm extends LightningModal {
    labels = LABELS;

    /** @type {'start'|'discard'|'stop'} */
    @api intent;

    /** @type {object} PlanView for start and discard, ProgressView for stop */
    @api subject;

    get question() {
        return question(this.intent, this.subject);
    }

    handleYes() {
        this.close(true);
    }

    handleNo() {
        this.close();
    }
}
