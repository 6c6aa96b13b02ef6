/** Page references that the local org's page can show; any other one is refused by name. */
const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

function urlOf(reference) {
    const { type, attributes = {} } = reference ?? {};
    switch (type) {
        case 'standard__recordPage':
            return `/lightning/r/${attributes.objectApiName ?? 'sObject'}/${attributes.recordId}/${attributes.actionName ?? 'view'}`;
        case 'standard__navItemPage':
            return `/lightning/n/${attributes.apiName}`;
        case 'standard__webPage':
            return attributes.url;
        default:
            throw new Error(`The local org's page cannot show a page reference of type ${type}.`);
    }
}

export const NavigationMixin = (Base) =>
    class extends Base {
        [Navigate](reference) {
            window.location.assign(urlOf(reference));
        }
        [GenerateUrl](reference) {
            return Promise.resolve(urlOf(reference));
        }
    };
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;

/** Wire adapter for the page that is shown. */
export class CurrentPageReference {
    constructor(dataCallback) {
        this.dataCallback = dataCallback;
    }
    connect() {
        const state = Object.fromEntries(new URLSearchParams(window.location.search));
        const apiName = window.location.pathname.split('/').at(-1);
        this.dataCallback({ type: 'standard__navItemPage', attributes: { apiName }, state });
    }
    update() {}
    disconnect() {}
}
