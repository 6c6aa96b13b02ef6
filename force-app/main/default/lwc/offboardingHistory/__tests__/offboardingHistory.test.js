import OffboardingHistory from 'c/offboardingHistory';
import { clear, listen, render, words } from '../../../../../test/jest-mocks/page';
import offboardings from '../../../../../test/jest-mocks/fixtures/offboardings.json';

describe('c-offboarding-history', () => {
    afterEach(clear);

    it('lists offboardings and reactivations with their state', async () => {
        const { shadowRoot } = render('c-offboarding-history', OffboardingHistory, { offboardings });
        const rows = [...shadowRoot.querySelectorAll('tbody tr')];
        expect(rows.map((row) => words(row.cells[1]))).toEqual(offboardings.map(({ personName }) => personName));
        expect(rows.map((row) => words(row.cells[2]))).toEqual([
            'Offboarding',
            'Offboarding',
            'Reactivation',
            'Offboarding',
            'Offboarding'
        ]);
        expect(rows.map((row) => row.querySelector('lightning-badge').label)).toEqual([
            'Draft',
            'Stalled',
            'Completed',
            'Completed',
            'Failed'
        ]);
        await expect(shadowRoot.host).toBeAccessible();
    });

    it('opens the one that is clicked', () => {
        const element = render('c-offboarding-history', OffboardingHistory, { offboardings });
        const opened = listen(element, 'open');
        element.shadowRoot.querySelectorAll('lightning-button')[2].click();
        expect(opened).toEqual([{ offboardingId: offboardings[2].offboardingId }]);
    });

    it('says that there are none', async () => {
        const element = render('c-offboarding-history', OffboardingHistory, { offboardings: [] });
        expect(element.shadowRoot.querySelector('c-placeholder').message).toBe('Nobody has been offboarded yet.');
        await expect(element).toBeAccessible();
    });

    it('says why they are not there', async () => {
        const element = render('c-offboarding-history', OffboardingHistory, { errors: ['The org is closed.'] });
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual(['The org is closed.']);
        await expect(element).toBeAccessible();
    });

    it('spins while they are read', async () => {
        const element = render('c-offboarding-history', OffboardingHistory);
        expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
        await expect(element).toBeAccessible();
    });
});
