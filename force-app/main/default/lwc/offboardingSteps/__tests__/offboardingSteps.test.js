import OffboardingSteps from 'c/offboardingSteps';
import { clear, render, words } from '../../../../../test/jest-mocks/page';
import plan from '../../../../../test/jest-mocks/fixtures/plan.json';

describe('c-offboarding-steps', () => {
    afterEach(clear);

    it('lists the steps in order, with how much each has to do', async () => {
        const element = render('c-offboarding-steps', OffboardingSteps, { steps: plan.steps });
        const rows = [...element.shadowRoot.querySelectorAll('li')].map(words);
        expect(rows[0]).toBe('Login1 to do');
        expect(rows[1]).toBe('Live sessionsnothing to do');
        expect(rows[4]).toBe('Records of all other objects1,234 to do');
        expect(rows.at(-1)).toBe('Verify');
        await expect(element).toBeAccessible();
    });

    it('says that there are none', async () => {
        const element = render('c-offboarding-steps', OffboardingSteps, { steps: [] });
        expect(element.shadowRoot.querySelector('c-placeholder').message).toBe('There is nothing to do.');
        await expect(element).toBeAccessible();
    });

    it('says why they are not known', async () => {
        const element = render('c-offboarding-steps', OffboardingSteps, { errors: ['No.'] });
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual(['No.']);
        await expect(element).toBeAccessible();
    });
});
