/** The view-refresh protocol as far as a single page needs it. */
export const REFRESH_ERROR = 'Error';
export const REFRESH_COMPLETE = 'Complete';
export const REFRESH_COMPLETE_WITH_ERRORS = 'CompleteWithErrors';

export class RefreshEvent extends CustomEvent {
    constructor() {
        super('lightning__refreshview', { bubbles: true, composed: true });
    }
}

export function registerRefreshHandler(element, handler) {
    const listener = () => handler.call(element);
    element.template?.host?.addEventListener?.('lightning__refreshview', listener);
    return { element, listener };
}

export function unregisterRefreshHandler({ element, listener }) {
    element.template?.host?.removeEventListener?.('lightning__refreshview', listener);
}
