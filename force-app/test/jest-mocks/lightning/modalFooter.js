import { LightningElement, api } from 'lwc';

/** Stands in for lightning/modalFooter and shows what is put into it. */
export default class ModalFooter extends LightningElement {
    @api label;
}
