import OffboardingStart from 'c/offboardingStart';
import { clear, listen, render, settle } from '../../../../../test/jest-mocks/page';
import people from '../../../../../test/jest-mocks/fixtures/people.json';

describe('c-offboarding-start', () => {
    let element;

    const picker = (field) => element.shadowRoot.querySelector(`[data-field="${field}"]`);
    const button = () => element.shadowRoot.querySelector('[data-plan]');

    async function choose(field, person) {
        picker(field).dispatchEvent(new CustomEvent('select', { detail: { person } }));
        await settle();
    }

    beforeEach(() => {
        element = render('c-offboarding-start', OffboardingStart);
    });

    afterEach(clear);

    it('waits until both are chosen', async () => {
        expect(button().disabled).toBe(true);
        await choose('leaver', people[0]);
        expect(button().disabled).toBe(true);
        await choose('successor', people[1]);
        expect(button().disabled).toBe(false);
        await expect(element).toBeAccessible();
    });

    it('asks for the plan of these two', async () => {
        const plans = listen(element, 'plan');
        await choose('leaver', people[0]);
        await choose('successor', people[1]);
        button().click();
        expect(plans).toEqual([{ personId: people[0].id, successorId: people[1].id }]);
    });

    it('refuses one person as both', async () => {
        await choose('leaver', people[0]);
        await choose('successor', people[0]);
        expect(button().disabled).toBe(true);
        expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('Choose two different people.');
        await expect(element).toBeAccessible();
    });

    it('hands searches up with their field, and answers down', async () => {
        const searches = listen(element, 'search');
        picker('successor').dispatchEvent(new CustomEvent('search', { detail: { term: 'dana' } }));
        expect(searches).toEqual([{ field: 'successor', term: 'dana' }]);
        element.found = { successor: { term: 'dana', people } };
        await settle();
        expect(picker('successor').result).toEqual({ term: 'dana', people });
        expect(picker('leaver').result).toBeUndefined();
    });

    it('does not ask twice while a plan is being made', async () => {
        await choose('leaver', people[0]);
        await choose('successor', people[1]);
        element.busy = true;
        await settle();
        expect(button().disabled).toBe(true);
    });
});
