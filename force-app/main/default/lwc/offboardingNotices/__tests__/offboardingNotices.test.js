import OffboardingNotices from 'c/offboardingNotices';
import { clear, render, words } from '../../../../../test/jest-mocks/page';
import planRefused from '../../../../../test/jest-mocks/fixtures/planRefused.json';
import plan from '../../../../../test/jest-mocks/fixtures/plan.json';

describe('c-offboarding-notices', () => {
    afterEach(clear);

    it('shows why a plan may not run', async () => {
        const element = render('c-offboarding-notices', OffboardingNotices, { notices: planRefused.refusals, variant: 'refusal' });
        expect(words(element.shadowRoot.querySelector('h2'))).toBe('This plan may not run');
        expect([...element.shadowRoot.querySelectorAll('li')].map(words)).toEqual(planRefused.refusals.map(({ text }) => text));
        await expect(element).toBeAccessible();
    });

    it('shows warnings, also two of one key', async () => {
        const notices = [plan.warnings[0], { ...plan.warnings[0], text: 'Another one.' }];
        const element = render('c-offboarding-notices', OffboardingNotices, { notices });
        expect(words(element.shadowRoot.querySelector('h2'))).toBe('Good to know before you start');
        expect(element.shadowRoot.querySelectorAll('li')).toHaveLength(2);
        await expect(element).toBeAccessible();
    });

    it.each([[[]], [undefined]])('shows nothing for %p', (notices) => {
        const element = render('c-offboarding-notices', OffboardingNotices, { notices });
        expect(element.shadowRoot.querySelector('section')).toBeNull();
    });
});
