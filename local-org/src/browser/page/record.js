import { fetchJson } from './session.js';

/** The fields of one record, as the user may read them: enough to follow a link and see who owns it. */
export async function renderRecord(content, objectName, id) {
    const record = await fetchJson(`/local/record/${objectName}/${id}`);
    const card = document.createElement('div');
    card.className = 'slds-card slds-p-around_medium';
    const heading = document.createElement('h1');
    heading.className = 'slds-text-heading_medium slds-m-bottom_small';
    heading.textContent = `${record.label}: ${record.name}`;
    const table = document.createElement('table');
    table.className = 'slds-table slds-table_bordered';
    for (const { label, value } of record.fields) {
        const row = table.insertRow();
        const header = document.createElement('th');
        header.scope = 'row';
        header.textContent = label;
        row.append(header);
        row.insertCell().textContent = value;
    }
    card.append(heading, table);
    content.replaceChildren(card);
}
