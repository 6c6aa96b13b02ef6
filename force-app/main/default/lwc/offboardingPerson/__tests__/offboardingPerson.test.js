import OffboardingPerson from 'c/offboardingPerson';
import { clear, render, words } from '../../../../../test/jest-mocks/page';
import people from '../../../../../test/jest-mocks/fixtures/people.json';

const badges = (element) => [...element.shadowRoot.querySelectorAll('lightning-badge')].map(({ label }) => label);

describe('c-offboarding-person', () => {
    afterEach(clear);

    it('shows a name of any script as it is', async () => {
        const element = render('c-offboarding-person', OffboardingPerson, { person: people[1], caption: 'Takes over' });
        const name = element.shadowRoot.querySelector('[data-name]');
        expect(name.textContent).toBe('دانا الحسن');
        expect(name.getAttribute('dir')).toBe('auto');
        expect(badges(element)).toEqual(['Active']);
        expect(words(element.shadowRoot)).toMatch(/Last login:Never/);
        await expect(element).toBeAccessible();
    });

    it('shows quotes and emoji, profile, role and manager', () => {
        const element = render('c-offboarding-person', OffboardingPerson, { person: people[0] });
        expect(element.shadowRoot.querySelector('[data-name]').textContent).toBe('Zoë "Zed" O’Hara 🦊');
        expect([...element.shadowRoot.querySelectorAll('dd')].map(words).slice(0, 3)).toEqual(['Standard User', 'Sales', 'Mona Weber']);
        expect(element.shadowRoot.querySelector('lightning-formatted-date-time').value).toBe(people[0].lastLogin);
    });

    it('says that somebody is inactive and frozen', async () => {
        const element = render('c-offboarding-person', OffboardingPerson, { person: people[2] });
        expect(badges(element)).toEqual(['Inactive', 'Frozen']);
        await expect(element).toBeAccessible();
    });

    it('shows nothing without a person', () => {
        const element = render('c-offboarding-person', OffboardingPerson);
        expect(words(element.shadowRoot)).toBe('');
    });
});
