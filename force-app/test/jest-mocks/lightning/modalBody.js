import { LightningElement, api } from 'lwc';

/** Stands in for lightning/modalBody and shows what is put into it. */
export default class ModalBody extends LightningElement {
    @api label;
}
