import LOCALE from '@salesforce/i18n/locale';

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * Fills {0}, {1} … of a label. Numbers are written as the user's locale writes them. Text is isolated, so that a name in a
 * right-to-left script does not turn the sentence around it.
 *
 * @param {string} label
 * @param {...(string|number)} values
 * @returns {string}
 */
export function fill(label, ...values) {
    return label.replace(/\{(\d+)\}/g, (hole, position) => (position in values ? written(values[position]) : hole));
}

function written(value) {
    if (typeof value === 'number') {
        return value.toLocaleString(LOCALE);
    }
    return value === undefined || value === null ? '' : `${FIRST_STRONG_ISOLATE}${value}${POP_ISOLATE}`;
}
