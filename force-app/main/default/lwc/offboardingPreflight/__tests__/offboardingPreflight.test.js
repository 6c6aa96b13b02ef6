import OffboardingPreflight from 'c/offboardingPreflight';
import { changed, clear, render, words } from '../../../../../test/jest-mocks/page';
import access from '../../../../../test/jest-mocks/fixtures/access.json';
import accessLacking from '../../../../../test/jest-mocks/fixtures/accessLacking.json';

describe('c-offboarding-preflight', () => {
    afterEach(clear);

    it('names every platform permission that is missing, and the kill switch', async () => {
        const element = render('c-offboarding-preflight', OffboardingPreflight, { access: accessLacking });
        const { shadowRoot } = element;
        expect([...shadowRoot.querySelectorAll('dt')].map(words)).toEqual(['Manage Users', 'Modify All Data']);
        expect(words(shadowRoot.querySelector('[role="note"]'))).toMatch(/^An administrator has stopped all offboardings/);
        await expect(element).toBeAccessible();
    });

    it('tells a viewer what planning needs, and not what running needs', async () => {
        const viewer = changed(accessLacking, { canPlan: false, canRun: false, stopped: false });
        const element = render('c-offboarding-preflight', OffboardingPreflight, { access: viewer });
        expect(words(element.shadowRoot.querySelector('[role="note"]'))).toMatch(/permission set Offboarding Operator/);
        expect(element.shadowRoot.querySelector('dl')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('shows nothing when nothing is missing', () => {
        const element = render('c-offboarding-preflight', OffboardingPreflight, { access });
        expect(words(element.shadowRoot)).toBe('');
    });
});
