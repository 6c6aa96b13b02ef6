import Toast from 'lightning/toast';

export const ShowToastEventName = 'lightning__showtoast';

/**
 * The event that the real `lightning/toastContainer` handles. Synthetic shadow replaces CustomEvent by a
 * factory, which loses a subclass's prototype getters: hence an own property.
 */
export class ShowToastEvent extends CustomEvent {
    constructor({ title, message, messageData, mode, variant } = {}) {
        super(ShowToastEventName, { bubbles: true, composed: true, cancelable: true, detail: { toast: Toast } });
        Object.defineProperty(this, 'toastAttributes', {
            value: { title, message, messageData, mode: mode ?? 'dismissible', type: variant ?? 'info' }
        });
    }
}
