import OffboardingReactivation from 'c/offboardingReactivation';
import { clear, render, words } from '../../../../../test/jest-mocks/page';
import planReactivation from '../../../../../test/jest-mocks/fixtures/planReactivation.json';
import reactivated from '../../../../../test/jest-mocks/fixtures/reactivated.json';

describe('c-offboarding-reactivation', () => {
    afterEach(clear);

    const show = (properties) => render('c-offboarding-reactivation', OffboardingReactivation, properties);
    const headings = ({ shadowRoot }) => [...shadowRoot.querySelectorAll('h3')].map(words);

    it('shows before the run what comes back and what is gone', async () => {
        const element = show({ returned: planReactivation.comesBack, lost: planReactivation.gone });
        expect(headings(element)).toEqual(['Comes back', 'Stays as it is']);
        expect(element.shadowRoot.querySelectorAll('[data-section="returned"] tbody tr')).toHaveLength(3);
        expect(words(element.shadowRoot.querySelector('[data-section="lost"] tbody tr'))).toMatch(/Sessions are not restored/);
        await expect(element).toBeAccessible();
    });

    it('shows after the run what came back and what did not', async () => {
        const element = show({ returned: reactivated.restored, lost: reactivated.notRestored, finished: true });
        expect(headings(element)).toEqual(['Came back', 'Did not come back']);
        const counts = [...element.shadowRoot.querySelectorAll('lightning-formatted-number')].map(({ value }) => value);
        expect(counts).toEqual([3, 12, 1230, 4, 2]);
        await expect(element).toBeAccessible();
    });

    it('leaves out the half that is empty', () => {
        expect(headings(show({ returned: reactivated.restored, lost: [] }))).toEqual(['Comes back']);
    });

    it('says that there was nothing', async () => {
        const element = show({ returned: [], lost: [] });
        expect(element.shadowRoot.querySelector('c-placeholder').message).toBe('There was nothing to bring back.');
        await expect(element).toBeAccessible();
    });

    it('says why it is not known', async () => {
        const element = show({ errors: ['No.'] });
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual(['No.']);
        await expect(element).toBeAccessible();
    });
});
