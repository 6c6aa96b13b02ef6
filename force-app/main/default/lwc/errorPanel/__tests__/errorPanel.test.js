import ErrorPanel from 'c/errorPanel';
import { clear, render, words } from '../../../../../test/jest-mocks/page';

describe('c-error-panel', () => {
    afterEach(clear);

    it('says every error, as an alert', async () => {
        const element = render('c-error-panel', ErrorPanel, { errors: ['One is wrong.', 'Another, too.'] });
        expect([...element.shadowRoot.querySelectorAll('[role="alert"] p')].map(words)).toEqual([
            'That did not work',
            'One is wrong.',
            'Another, too.'
        ]);
        await expect(element).toBeAccessible();
    });

    it('takes a heading of its own', () => {
        const element = render('c-error-panel', ErrorPanel, { label: 'The run has stopped', errors: [] });
        expect(words(element.shadowRoot.querySelector('[role="alert"]'))).toBe('The run has stopped');
    });
});
