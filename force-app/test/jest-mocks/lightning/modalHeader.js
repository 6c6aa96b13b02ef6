import { LightningElement, api } from 'lwc';

/** Stands in for lightning/modalHeader and shows what is put into it. */
export default class ModalHeader extends LightningElement {
    @api label;
}
