import { LightningElement, api } from 'lwc';
import LABELS from './labels';

/** A presentation component: one user in a few words. Shows nothing without a person. */
export default class OffboardingPerson extends LightningElement {
    labels = LABELS;

    /** @type {object} PersonView of the Apex controller */
    @api person;

    /** @type {string} what this person is here: who leaves, who takes over */
    @api caption;

    get state() {
        return this.person.isActive ? LABELS.active : LABELS.inactive;
    }

    get stateClass() {
        return this.person.isActive ? 'slds-theme_success' : '';
    }

    get facts() {
        const { profileName, roleName, managerName } = this.person;
        return [
            { label: LABELS.profile, value: profileName },
            { label: LABELS.role, value: roleName },
            { label: LABELS.manager, value: managerName }
        ].filter(({ value }) => value);
    }
}
