import OffboardingVerification from 'c/offboardingVerification';
import { clear, render, words } from '../../../../../test/jest-mocks/page';
import completed from '../../../../../test/jest-mocks/fixtures/completed.json';
import failed from '../../../../../test/jest-mocks/fixtures/failed.json';

describe('c-offboarding-verification', () => {
    afterEach(clear);

    const show = ({ verification, seatsBefore, seatsAfter, errors }) =>
        render('c-offboarding-verification', OffboardingVerification, { verification, seatsBefore, seatsAfter, errors });
    const sentence = ({ shadowRoot }) => words(shadowRoot.querySelector('[data-sentence]'));
    const cells = (row) => [...row.cells].map(words);

    it('shows expected beside actual, and the seats before and after', async () => {
        const element = show(completed);
        expect(sentence(element)).toBe('Verified: 5 of 5 checks are as expected.');
        expect(cells(element.shadowRoot.querySelector('[data-check="A1"]'))).toEqual(['Frozen', 'yes', 'yes', 'As expected']);
        const seats = [...element.shadowRoot.querySelectorAll('[data-pool] lightning-formatted-number')].map(({ value }) => value);
        expect(seats).toEqual([8, 7, 10]);
        await expect(element).toBeAccessible();
    });

    it('shows what differs', async () => {
        const element = show(failed);
        expect(sentence(element)).toBe('1 of 2 checks are not as expected.');
        expect(cells(element.shadowRoot.querySelector('[data-check="H1"]'))).toEqual([
            'Records of all other objects: left',
            '0',
            '4',
            'Differs'
        ]);
        await expect(element).toBeAccessible();
    });

    it('waits for the steps', async () => {
        const element = show({ verification: null, seatsBefore: completed.seatsBefore, seatsAfter: [] });
        expect(element.shadowRoot.querySelector('c-placeholder').message).toBe('Everything is read again when the steps are finished.');
        await expect(element).toBeAccessible();
    });

    it('shows a pool that was not there before', () => {
        const element = show({ ...completed, seatsBefore: [] });
        const seats = [...element.shadowRoot.querySelectorAll('[data-pool] lightning-formatted-number')].map(({ value }) => value);
        expect(seats).toEqual([undefined, 7, 10]);
    });

    it('says why it could not be read', async () => {
        const element = show({ errors: ['No.'] });
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual(['No.']);
        await expect(element).toBeAccessible();
    });
});
