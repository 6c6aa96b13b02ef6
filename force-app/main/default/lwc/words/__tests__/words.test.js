import { fill } from 'c/words';

describe('fill', () => {
    it('isolates names, so that a right-to-left one does not turn the sentence', () => {
        expect(fill('{0} takes over.', 'دانا')).toBe('\u2068دانا\u2069 takes over.');
    });

    it('writes numbers as the locale does', () => {
        expect(fill('{0} of {1}', 1234, 0)).toBe('1,234 of 0');
    });

    it('leaves holes that it has no value for, and nothing for a missing name', () => {
        expect(fill('{0}{1}{2}', null, undefined)).toBe('{2}');
    });

    it('does not fill what came in with a name', () => {
        expect(fill('{0}', '{0}$&')).toBe('\u2068{0}$&\u2069');
    });
});
