import { reduceErrors } from 'c/ldsUtils';

describe('reduceErrors', () => {
    it.each([
        ['a refusal of Apex', { body: { message: 'You cannot offboard yourself.' } }, ['You cannot offboard yourself.']],
        ['a list from the UI API', { body: [{ message: 'one' }, { message: 'two' }] }, ['one', 'two']],
        [
            'a validation rule',
            { body: { pageErrors: [{ message: 'page' }], fieldErrors: { Name: [{ message: 'field' }] } } },
            ['page', 'field']
        ],
        ['a record error', { body: { output: { errors: [{ message: 'record' }] } } }, ['record']],
        ['an error of JavaScript', new TypeError('not a function'), ['not a function']],
        ['a lost connection', { statusText: 'Service Unavailable' }, ['Service Unavailable']],
        ['text', 'as it is', ['as it is']],
        ['nothing', undefined, []]
    ])('takes the words of %s', (_, error, expected) => {
        expect(reduceErrors(error)).toEqual(expected);
    });

    it('says repeated words once', () => {
        expect(reduceErrors(['same', { message: 'same' }, null])).toEqual(['same']);
    });
});
