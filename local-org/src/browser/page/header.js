import { signIn } from './session.js';

const SVG = 'http://www.w3.org/2000/svg';

/** The global header with the user switcher, and the navigation bar of the tabs that the user may see. */
export function renderHeader(header, page, current) {
    header.replaceChildren(globalHeader(page), navigation(page, current));
}

function element(tag, attributes = {}, ...children) {
    const created = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        created.setAttribute(name, value);
    }
    created.append(...children);
    return created;
}

function globalHeader(page) {
    return element(
        'div',
        { class: 'org-header' },
        element(
            'div',
            { class: 'org-header__name' },
            mark(),
            element('span', { class: 'slds-truncate', dir: 'auto' }, page.organizationName)
        ),
        userSwitcher(page)
    );
}

/** Two people and what passes between them. */
function mark() {
    const image = document.createElementNS(SVG, 'svg');
    image.setAttribute('class', 'org-header__mark');
    image.setAttribute('viewBox', '0 0 28 28');
    image.setAttribute('aria-hidden', 'true');
    for (const [data, color] of [
        ['M14 0a14 14 0 1 0 0 28a14 14 0 1 0 0-28z', '#0176d3'],
        ['M9 7a3 3 0 1 0 .01 0zM4.5 18a4.5 4.5 0 0 1 9 0z', '#fff'],
        ['M19 12a3 3 0 1 0 .01 0zM14.5 23a4.5 4.5 0 0 1 9 0z', '#aacbff']
    ]) {
        const path = document.createElementNS(SVG, 'path');
        path.setAttribute('d', data);
        path.setAttribute('fill', color);
        image.append(path);
    }
    return image;
}

function userSwitcher(page) {
    const select = element('select', { id: 'user-switcher', class: 'slds-select' });
    for (const person of page.people) {
        const option = element('option', { value: person.username }, `${person.name} (${person.username})`);
        option.selected = person.id === page.user.Id;
        select.append(option);
    }
    const problem = element('span', { role: 'alert', class: 'slds-text-color_error', id: 'user-switcher-problem' });
    select.addEventListener('change', async () => {
        try {
            await signIn(select.value);
            window.location.reload();
        } catch (error) {
            problem.textContent = error.message;
            select.value = page.user.Username;
        }
    });
    return element('div', { class: 'org-header__user' }, problem, element('label', { for: 'user-switcher' }, 'See the org as'), select);
}

function navigation(page, current) {
    const list = element('ul', { class: 'slds-grid' });
    for (const tab of page.tabs) {
        const link = element(
            'a',
            { class: 'slds-context-bar__label-action', href: `/lightning/n/${tab.name}` },
            element('span', { class: 'slds-truncate', title: tab.label }, tab.label)
        );
        const active = tab === current;
        if (active) {
            link.setAttribute('aria-current', 'page');
        }
        list.append(element('li', { class: `slds-context-bar__item${active ? ' slds-is-active' : ''}` }, link));
    }
    return element(
        'div',
        { class: 'slds-context-bar' },
        element(
            'div',
            { class: 'slds-context-bar__primary' },
            element(
                'span',
                { class: 'org-waffle slds-align_absolute-center', 'aria-hidden': 'true' },
                ...Array.from({ length: 9 }, () => element('i'))
            ),
            element(
                'div',
                { class: 'slds-context-bar__item' },
                element('span', { class: 'slds-context-bar__label-action slds-context-bar__app-name' }, page.applicationLabel)
            )
        ),
        element('nav', { class: 'slds-context-bar__secondary', 'aria-label': 'Tabs' }, list)
    );
}
