/**
 * The words of whatever the platform throws at a component: FetchResponse of Apex or UI API, JavaScript errors, text.
 * Repeated words are said once.
 *
 * @param {*} errors one error or a list of them
 * @returns {string[]}
 */
export function reduceErrors(errors) {
    const list = Array.isArray(errors) ? errors : [errors];
    return [...new Set(list.filter(Boolean).flatMap(wordsOf).filter(Boolean))];
}

function wordsOf(error) {
    if (typeof error === 'string') {
        return [error];
    }
    const { body } = error;
    if (Array.isArray(body)) {
        return body.map(({ message }) => message);
    }
    if (body?.message) {
        return [body.message];
    }
    const details = [...(body?.pageErrors ?? []), ...Object.values(body?.fieldErrors ?? {}).flat(), ...(body?.output?.errors ?? [])];
    return details.length > 0 ? details.map(({ message }) => message) : [error.message ?? error.statusText];
}
