/** The tab without a mouse, with names that break careless pages. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { TabPage } from './TabPage.ts';
import { scenes } from './scenes.ts';

const LEAVER = 'Siobhán "Shiv" O\'Neill 🚀';
const SUCCESSOR = 'ليلى حداد';

const scene = scenes();
let tab: TabPage;

before(async () => {
    tab = await TabPage.start();
    await tab.open('iris');
});

after(() => tab?.close());

const press = (key: string): Promise<void> => tab.page.keyboard.press(key);

/** Presses Tab until the named thing has the focus: whoever has no mouse must be able to come everywhere. */
async function tabTo(name: string | RegExp): Promise<void> {
    const seen: string[] = [];
    for (let presses = 0; presses < 80; presses++) {
        await press('Tab');
        const focused = await tab.focused();
        if (typeof name === 'string' ? focused === name : name.test(focused)) {
            return;
        }
        seen.push(focused);
    }
    assert.fail(`${name} cannot be reached with Tab, only: ${seen.join(' | ')}`);
}

async function choose(label: string, term: string, name: string): Promise<void> {
    await tabTo(label);
    await tab.page.keyboard.type(term);
    await tab.options().first().waitFor();
    await press('ArrowDown');
    assert.equal(await tab.text(tab.page.locator('[role="option"][aria-selected="true"] [dir="auto"]')), name);
    await press('Enter');
    assert.equal(await tab.focused(), `Choose somebody else than ${name}`);
}

scene('the first thing that Tab reaches leads past the header', async () => {
    await press('Tab');
    assert.equal(await tab.focused(), 'Skip to the content');
    await press('Enter');
    assert.equal(await tab.page.evaluate(() => document.activeElement?.id), 'content');
});

scene('two people are chosen with the arrow keys', async () => {
    await choose('Who leaves?', 'siobhan', LEAVER);
    await choose('Who takes over?', 'layla', SUCCESSOR);
    assert.deepEqual(await tab.violations(), []);
});

scene('a choice can be taken back, and the focus returns to the search', async () => {
    await press('Enter');
    assert.equal(await tab.focused(), 'Who takes over?');
    await tab.page.keyboard.type('layla');
    await tab.options().first().waitFor();
    await press('Escape');
    assert.equal(await tab.picker('Who takes over?').getAttribute('aria-expanded'), 'false');
    await press('ArrowDown');
    await press('Enter');
    assert.equal(await tab.focused(), `Choose somebody else than ${SUCCESSOR}`);
});

scene('names show as they are', async () => {
    const names = tab.page.locator('c-offboarding-person [data-name]');
    assert.deepEqual(await names.allTextContents(), [LEAVER, SUCCESSOR]);
    assert.deepEqual(await names.evaluateAll((all) => all.map((each) => getComputedStyle(each).direction)), ['ltr', 'rtl']);
});

scene('the plan is made, read and confirmed', async () => {
    await tabTo('See what they hold');
    await press('Enter');
    await tab.page.locator('c-offboarding-plan').waitFor();
    await tab.ready();
    assert.equal(await tab.focused(), await tab.text(tab.heading()));
    await tabTo(/^Show some of them/);
    await press('Enter');
    assert.equal(await tab.page.locator('details[open]').count(), 1);
    await tabTo('Offboard …');
    await press('Enter');
    await tab.page.getByRole('dialog').waitFor();
    await press('Escape');
    await tab.page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.equal(await tab.focused(), 'Offboard …');
    await press('Enter');
    await tab.page.getByRole('dialog').waitFor();
    await tabTo(`Offboard ${LEAVER}`);
    await press('Enter');
    await tab.page.locator('c-offboarding-run').waitFor();
    assert.match(await tab.focused(), new RegExp('^OFF-\\d+: '));
});

scene('the run is heard: a status region says how it stands', async () => {
    await tab.page.locator('[data-status="Completed"]').waitFor({ timeout: 60_000 });
    const region = tab.page.locator('[data-announcement]');
    assert.deepEqual([await region.getAttribute('role'), await region.getAttribute('aria-live')], ['status', 'polite']);
    assert.equal(await tab.text(region), 'Completed');
    assert.deepEqual(await tab.violations(), []);
});

scene('the way back to the list is a Tab away', async () => {
    await tabTo('All offboardings');
    await press('Enter');
    await tab.page.locator('c-offboarding-history tbody tr').first().waitFor();
    assert.equal(await tab.focused(), 'Offboarding');
    assert.match(await tab.text(tab.page.locator('c-offboarding-history tbody tr').first()), /Siobhán "Shiv" O'Neill 🚀/);
    assert.deepEqual(tab.complaints, []);
});
