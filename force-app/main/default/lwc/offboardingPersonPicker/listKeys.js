/**
 * Where a key moves to in a list.
 *
 * @param {string} key as KeyboardEvent names it
 * @param {number} position now; -1 for nowhere yet
 * @param {number} length of the list
 * @returns {number|undefined} undefined when the key moves nothing
 */
export function moved(key, position, length) {
    if (length === 0) {
        return undefined;
    }
    switch (key) {
        case 'ArrowDown':
            return (position + 1) % length;
        case 'ArrowUp':
            return position <= 0 ? length - 1 : position - 1;
        default:
            return undefined;
    }
}
