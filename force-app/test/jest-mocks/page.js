import { createElement } from 'lwc';

/** Puts a component on the page. */
export function render(name, Component, properties = {}) {
    const element = createElement(name, { is: Component });
    Object.assign(element, properties);
    document.body.appendChild(element);
    return element;
}

/** Takes everything off the page again. */
export function clear() {
    document.body.replaceChildren();
}

/** Lets promises and rendering come to rest. */
export async function settle() {
    for (let turn = 0; turn < 10; turn += 1) {
        // Each turn lets one more promise of a chain go on.
        // eslint-disable-next-line no-await-in-loop
        await Promise.resolve();
    }
}

/** A handler that notes the details of an event. */
export function listen(element, event) {
    const details = [];
    element.addEventListener(event, ({ detail }) => details.push(detail));
    return details;
}

/** Words without the isolating characters around names. */
export function words(node) {
    return node.textContent
        .replace(/[\u2068\u2069]/g, '')
        .replace(/\s+/g, ' ')
        .trim();
}

/** A copy with other properties; fixtures are shared. */
export function changed(fixture, properties) {
    return { ...fixture, ...properties };
}
