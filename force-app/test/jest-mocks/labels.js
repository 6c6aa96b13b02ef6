/** Gives components their labels' real words in jest, so that tests read what people read. */
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const FOLDER = join(__dirname, '..', '..', 'main', 'default', 'labels');

for (const file of readdirSync(FOLDER)) {
    const xml = new DOMParser().parseFromString(readFileSync(join(FOLDER, file), 'utf8'), 'application/xml');
    for (const label of xml.querySelectorAll('labels')) {
        const text = label.querySelector('value').textContent;
        jest.doMock(`@salesforce/label/c.${label.querySelector('fullName').textContent}`, () => ({ __esModule: true, default: text }), {
            virtual: true
        });
    }
}
