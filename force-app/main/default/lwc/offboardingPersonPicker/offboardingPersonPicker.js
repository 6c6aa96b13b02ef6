import { LightningElement, api } from 'lwc';
import { fill } from 'c/words';
import { SHORTEST_TERM, optionsOf, statusOf } from './answer';
import LABELS from './labels';
import { moved } from './listKeys';

/** Milliseconds without a key before the org is asked. */
const PAUSE = 300;

/**
 * A presentation component: finds a user as you type. It asks by the event `search` (a term) and expects the answer in `result`;
 * it tells its choice by the event `select` (a PersonView, or null).
 */
export default class OffboardingPersonPicker extends LightningElement {
    labels = LABELS;
    term = '';
    isOpen = false;
    active = -1;

    /** @type {string} */
    @api label;

    /** @type {object} PersonView that is chosen */
    @api person;

    /** @type {{term: string, people?: object[], errors?: string[]}} the answer to the latest search */
    @api result;

    get trimmed() {
        return this.term.trim();
    }

    get answer() {
        return this.result?.term === this.trimmed ? this.result : undefined;
    }

    get options() {
        return optionsOf(this.answer?.people, this.active);
    }

    get hasOptions() {
        return this.isOpen && this.options.length > 0;
    }

    get expanded() {
        return String(this.hasOptions);
    }

    get activeId() {
        return this.hasOptions ? this.options[this.active]?.id : undefined;
    }

    get comboboxClass() {
        return `slds-combobox slds-dropdown-trigger slds-dropdown-trigger_click ${this.hasOptions ? 'slds-is-open' : ''}`;
    }

    get errors() {
        return this.answer?.errors;
    }

    get status() {
        return statusOf(this.trimmed, this.answer);
    }

    get changeLabel() {
        return fill(LABELS.change, this.person.name);
    }

    disconnectedCallback() {
        clearTimeout(this.timer);
    }

    renderedCallback() {
        if (this.refocus) {
            this.template.querySelector(this.refocus)?.focus();
            this.refocus = undefined;
        }
    }

    handleInput(event) {
        this.term = event.target.value;
        this.isOpen = true;
        this.active = -1;
        clearTimeout(this.timer);
        const term = this.trimmed;
        if (term.length >= SHORTEST_TERM) {
            // eslint-disable-next-line @lwc/lwc/no-async-operation
            this.timer = setTimeout(() => this.dispatchEvent(new CustomEvent('search', { detail: { term } })), PAUSE);
        }
    }

    handleKey(event) {
        const position = moved(event.key, this.active, this.options.length);
        if (position !== undefined) {
            event.preventDefault();
            this.isOpen = true;
            this.active = position;
        } else if (event.key === 'Enter' && this.activeId) {
            event.preventDefault();
            this.choose(this.options[this.active].person);
        } else if (event.key === 'Escape') {
            this.isOpen = false;
        }
    }

    handleBlur() {
        this.isOpen = false;
    }

    /** A click on an option would blur the input and close the list before it arrives. */
    handleOptionPress(event) {
        event.preventDefault();
    }

    handleOptionClick(event) {
        this.choose(this.options[event.currentTarget.dataset.position].person);
    }

    handleChange() {
        this.refocus = 'input';
        this.choose(null);
    }

    choose(person) {
        this.refocus ??= '[data-change]';
        this.term = '';
        this.isOpen = false;
        this.dispatchEvent(new CustomEvent('select', { detail: { person } }));
    }
}
