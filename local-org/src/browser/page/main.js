/**
 * The page around the tab: header with the user switcher, navigation bar, content. It looks like a
 * Salesforce org because the stylesheet and the components are Salesforce's own.
 */
import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import ToastContainer from 'lightning/toastContainer';
import components from 'local-org/components';
import { renderHeader } from './header.js';
import { renderMessage } from './message.js';
import { renderRecord } from './record.js';
import { fetchJson } from './session.js';

async function showTab(content, tab) {
    const { default: Component } = await components[tab.component]();
    const tagName = `c-${tab.component.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    content.replaceChildren(createElement(tagName, { is: Component }));
}

async function main() {
    const page = await fetchJson('/local/page');
    globalThis.localOrg = page;
    const content = document.querySelector('#content');
    const [, kind, name, id] = /^\/lightning\/(n|r)\/([^/]+)(?:\/(\w+))?/.exec(window.location.pathname) ?? [];
    const tab = kind === 'n' ? page.tabs.find((each) => each.name === name) : kind ? undefined : page.tabs[0];
    document.title = `${tab ? tab.label : 'Record'} | ${page.organizationName}`;
    renderHeader(document.querySelector('#header'), page, tab);
    ToastContainer.instance({ toastPosition: 'top-center', maxToasts: 5 });
    if (kind === 'r') {
        await renderRecord(content, name, id);
    } else if (tab) {
        await showTab(content, tab);
    } else {
        renderMessage(
            content,
            'Nothing to show',
            `${page.user.Name} has no access to ${name ? `the tab ${name}` : 'any tab of this org'}.`
        );
    }
    document.body.dataset.ready = 'true';
}

main().catch((error) => {
    renderMessage(document.querySelector('#content'), 'The page could not be shown', error.message);
    document.body.dataset.ready = 'failed';
});
