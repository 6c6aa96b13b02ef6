import { signIn } from './session.js';

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
    return element(
        'div',
        { class: 'org-header' },
        element('span', { class: 'org-header__name' }, page.organizationName),
        element('div', { class: 'org-header__user' }, problem, element('label', { for: 'user-switcher' }, 'See the org as'), select)
    );
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
            element('div', { class: 'slds-context-bar__item' }, element('span', { class: 'slds-context-bar__label-action slds-context-bar__app-name' }, page.applicationLabel))
        ),
        element('nav', { class: 'slds-context-bar__secondary', 'aria-label': 'Tabs' }, list)
    );
}
