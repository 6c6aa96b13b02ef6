import OffboardingPersonPicker from 'c/offboardingPersonPicker';
import { clear, listen, render, settle, words } from '../../../../../test/jest-mocks/page';
import people from '../../../../../test/jest-mocks/fixtures/people.json';

describe('c-offboarding-person-picker', () => {
    let element;

    const find = (selector) => element.shadowRoot.querySelector(selector);
    const all = (selector) => [...element.shadowRoot.querySelectorAll(selector)];
    const status = () => words(find('[role="status"]'));

    async function type(term) {
        const input = find('input');
        input.value = term;
        input.dispatchEvent(new CustomEvent('input'));
        await settle();
    }

    async function press(key) {
        const event = new KeyboardEvent('keydown', { key, cancelable: true });
        find('input').dispatchEvent(event);
        await settle();
        return event;
    }

    async function answer(result) {
        element.result = result;
        await settle();
    }

    beforeEach(() => {
        jest.useFakeTimers();
        element = render('c-offboarding-person-picker', OffboardingPersonPicker, { label: 'Who leaves?' });
    });

    afterEach(() => {
        clear();
        jest.useRealTimers();
    });

    it('asks once after the last key, with a trimmed term of two characters or more', async () => {
        const searches = listen(element, 'search');
        await type('z');
        jest.advanceTimersByTime(1000);
        expect(searches).toEqual([]);
        expect(status()).toBe('Type at least two characters.');
        await type('zo');
        jest.advanceTimersByTime(200);
        await type('zoe ');
        jest.advanceTimersByTime(300);
        expect(searches).toEqual([{ term: 'zoe' }]);
        expect(status()).toBe('Searching …');
    });

    it('asks nothing when it is gone before the pause is over', async () => {
        const searches = listen(element, 'search');
        await type('zoe');
        clear();
        jest.advanceTimersByTime(1000);
        expect(searches).toEqual([]);
    });

    it('lists people with username, profile and state', async () => {
        await type('an');
        await answer({ term: 'an', people });
        expect(all('[role="option"]').map((option) => words(option.querySelector('.slds-listbox__option-meta')))).toEqual([
            'zoe@handover.example · Standard User · Active',
            'dana@handover.example · Standard User · Active',
            'frida@handover.example · Minimum Access - Salesforce · Inactive · Frozen'
        ]);
        expect(find('[role="option"] [dir="auto"]').textContent).toBe('Zoë "Zed" O’Hara 🦊');
        expect(status()).toBe('3 people found. Use the arrow keys.');
        expect(find('input').getAttribute('aria-expanded')).toBe('true');
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('drops the answer to an older term', async () => {
        await type('zo');
        await type('zoe');
        await answer({ term: 'zo', people });
        expect(all('[role="option"]')).toHaveLength(0);
    });

    it('says that nobody matches', async () => {
        await type('xyz');
        await answer({ term: 'xyz', people: [] });
        expect(status()).toBe('Nobody matches “xyz”.');
        expect(find('input').getAttribute('aria-expanded')).toBe('false');
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('says why a search failed', async () => {
        await type('xyz');
        await answer({ term: 'xyz', errors: ['The org is closed.'] });
        expect(find('c-error-panel').errors).toEqual(['The org is closed.']);
        expect(status()).toBe('');
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('can be used with the keyboard alone', async () => {
        const choices = listen(element, 'select');
        await type('an');
        await answer({ term: 'an', people });
        expect((await press('Enter')).defaultPrevented).toBe(false);
        expect((await press('ArrowUp')).defaultPrevented).toBe(true);
        expect(all('[role="option"]').map((option) => option.getAttribute('aria-selected'))).toEqual(['false', 'false', 'true']);
        await press('ArrowDown');
        await press('ArrowDown');
        expect(find('input').getAttribute('aria-activedescendant')).toBe(all('[role="option"]')[1].id);
        await press('Escape');
        expect(find('input').getAttribute('aria-expanded')).toBe('false');
        await press('ArrowUp');
        await press('Enter');
        expect(choices).toEqual([{ person: people[0] }]);
    });

    it('takes a click, before which the list must not close', async () => {
        const choices = listen(element, 'select');
        await type('an');
        await answer({ term: 'an', people });
        const pressed = new MouseEvent('mousedown', { cancelable: true });
        all('[role="option"]')[2].dispatchEvent(pressed);
        expect(pressed.defaultPrevented).toBe(true);
        all('[role="option"]')[2].click();
        expect(choices).toEqual([{ person: people[2] }]);
    });

    it('closes when the focus leaves', async () => {
        await type('an');
        await answer({ term: 'an', people });
        find('input').dispatchEvent(new CustomEvent('blur'));
        await settle();
        expect(find('input').getAttribute('aria-expanded')).toBe('false');
    });

    it('shows the choice, lets it be taken back and returns to the input', async () => {
        const choices = listen(element, 'select');
        [element.person] = people;
        await settle();
        expect(find('c-offboarding-person').person).toBe(element.person);
        jest.useRealTimers();
        await expect(element).toBeAccessible();
        expect(find('[data-change]').alternativeText.replace(/[\u2068\u2069]/g, '')).toBe('Choose somebody else than Zoë "Zed" O’Hara 🦊');
        find('[data-change]').click();
        element.person = null;
        await settle();
        expect(choices).toEqual([{ person: null }]);
        expect(element.shadowRoot.activeElement).toBe(find('input'));
    });
});
