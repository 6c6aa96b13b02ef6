import Placeholder from 'c/placeholder';
import { clear, render, words } from '../../../../../test/jest-mocks/page';

describe('c-placeholder', () => {
    afterEach(clear);

    it('says what there is not', async () => {
        const element = render('c-placeholder', Placeholder, { message: 'Nothing here.' });
        expect(words(element.shadowRoot.querySelector('p'))).toBe('Nothing here.');
        await expect(element).toBeAccessible();
    });
});
