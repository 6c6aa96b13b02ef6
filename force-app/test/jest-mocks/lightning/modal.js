import { LightningElement, api } from 'lwc';

/** Stands in for lightning/modal, which sfdx-lwc-jest has no stub for. A test decides what `open` resolves to. */
export default class LightningModal extends LightningElement {
    static open = jest.fn().mockResolvedValue(undefined);

    @api size;
    @api label;
    @api description;
    @api disableClose;

    close(result) {
        this.dispatchEvent(new CustomEvent('privateclose', { detail: { result } }));
    }
}
