/** The whole story, clicked: a person leaves and comes back, in a real browser against a local org. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before } from 'node:test';
import { TabPage } from './TabPage.ts';
import { scenes } from './scenes.ts';

const PICTURE = 'docs/images/offboarding-tab.png';

const scene = scenes();
let tab: TabPage;

before(async () => {
    tab = await TabPage.start({ runJobs: false });
});

after(() => tab?.close());

/** Lets the org run so many transactions of its queue. */
async function runJobs(count: number): Promise<void> {
    for (let ran = 0; ran < count; ran++) {
        assert.equal(await tab.org.runNext(), true, 'the queue is empty too early');
    }
}

/** Gives the org's queue back to itself and waits until the page says that the run has ended. */
async function runToTheEnd(): Promise<void> {
    await tab.org.admin.send('POST', '/local/jobs/resume');
    await tab.page.locator('[data-status="Completed"]').waitFor({ timeout: 60_000 });
    await tab.org.admin.send('POST', '/local/jobs/pause');
}

scene('the tab opens for the operator, with nobody offboarded yet', async () => {
    await tab.open('iris');
    assert.equal(await tab.text(tab.heading()), 'Offboarding');
    await tab.page.getByText('Nobody has been offboarded yet.').waitFor();
    assert.deepEqual(await tab.violations(), []);
});

scene('people are found as you type', async () => {
    await tab.picker('Who leaves?').fill('nora');
    const option = tab.options();
    await option.waitFor();
    assert.equal(await tab.text(option), 'Nora Lindqvistnora@handover.example · Standard User · Active');
    assert.deepEqual(await tab.violations(), []);
    await option.click();
    assert.equal(await tab.button('See what they hold').isDisabled(), true);
    await tab.choose('Who takes over?', 'tomas');
    assert.deepEqual(await tab.violations(), []);
});

scene('the plan shows what they hold, with links to the records', async () => {
    await tab.button('See what they hold').click();
    await tab.page.locator('c-offboarding-plan').waitFor();
    await tab.ready();
    assert.match(await tab.text(tab.heading()), /: plan for Nora Lindqvist$/);
    assert.equal(await tab.focused(), await tab.text(tab.heading()));
    assert.equal(await tab.text(tab.page.locator('[data-key="H2"] [data-count]')), '3');
    assert.equal(await tab.text(tab.page.locator('[data-key="H2"] [data-reason]')), 'Goes to the successor Tomás Reyes.');
    await tab.page.locator('[data-key="H2"] summary').click();
    const link = tab.page.locator('[data-key="H2"] a').first();
    const [record] = await Promise.all([tab.page.context().waitForEvent('page'), link.click()]);
    await record.getByRole('heading', { level: 1 }).waitFor();
    assert.match((await record.getByRole('heading', { level: 1 }).textContent()) ?? '', /^Account: /);
    await record.close();
    assert.deepEqual(await tab.violations(), []);
    if (process.env.UPDATE_SCREENSHOT === '1') {
        mkdirSync('docs/images', { recursive: true });
        await tab.page.locator('[data-key="H2"] summary').click();
        await tab.heading().focus();
        await tab.page.mouse.move(0, 0);
        await tab.page.evaluate(() => window.scrollTo(0, 0));
        await tab.page.screenshot({ path: PICTURE });
    }
});

scene('the question before the run says in words and numbers what will happen', async () => {
    await tab.button('Offboard …').click();
    const dialog = tab.page.getByRole('dialog');
    await dialog.waitFor();
    const words = await tab.text(dialog);
    assert.match(words, /Offboard Nora Lindqvist\?/);
    assert.match(words, /is frozen, loses every open session and is deactivated\. Tomás Reyes takes over\./);
    assert.match(words, /Accounts: 3\. Goes to the successor Tomás Reyes\./);
    assert.match(words, /One seat of Salesforce becomes free/);
    assert.deepEqual(await tab.violations(), []);
    await tab.button('Cancel').click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await tab.focused(), 'Offboard …');
    assert.equal((await tab.org.admin.query("SELECT Id FROM Offboarding__c WHERE Status__c != 'Draft'")).length, 0);
});

scene('the steps tick while the org works, one transaction at a time', async () => {
    await tab.button('Offboard …').click();
    await tab.button('Offboard Nora Lindqvist').click();
    await tab.page.locator('c-offboarding-run').waitFor();
    assert.equal(await tab.step('A1').getAttribute('data-status'), 'pending');
    while ((await tab.org.steps(await runId()))[0].Status__c !== 'Done') {
        await runJobs(1);
    }
    await tab.page.locator('tr[data-step="A1"][data-status="done"]').waitFor();
    assert.equal(await tab.step('verify').getAttribute('data-status'), 'pending');
    assert.match(await tab.text(tab.page.locator('[data-announcement]')), /^1 of \d+ steps finished|^Running$/);
    assert.deepEqual(await tab.violations(), []);
});

scene('a run can be left and found again', async () => {
    await tab.button('All offboardings').click();
    const row = tab.page.locator('c-offboarding-history tbody tr').first();
    assert.match(await tab.text(row), /Nora LindqvistOffboardingRunning/);
    assert.deepEqual(await tab.violations(), []);
    await row.getByRole('button').click();
    await tab.page.locator('c-offboarding-run').waitFor();
});

scene('the verification shows expected beside what was read again, and the seats', async () => {
    await runToTheEnd();
    assert.match(await tab.text(tab.page.locator('[data-sentence]')), /^Verified: (\d+) of \1 checks are as expected\.$/);
    const seats = await tab.page.locator('tr[data-pool="Salesforce"] td').allInnerTexts();
    assert.equal(Number(seats[0]) - Number(seats[1]), 1, seats.join('/'));
    const person = (await tab.org.admin.query(`SELECT Id, IsActive FROM User WHERE Id = '${tab.org.leaver}'`))[0];
    assert.equal(person.IsActive, false);
    assert.equal(await tab.org.admin.count(`SELECT Id FROM Account WHERE OwnerId = '${tab.org.leaver}'`), 0);
    assert.deepEqual(await tab.violations(), []);
});

scene('the person comes back: the plan says what returns and what not', async () => {
    await tab.button('Bring Nora Lindqvist back …').click();
    await tab.page.locator('c-offboarding-plan').waitFor();
    await tab.ready();
    assert.equal(await tab.text(tab.page.locator('[data-section="returned"] tr[data-key="H2"]')), 'Accounts3');
    assert.match(await tab.text(tab.page.locator('[data-section="lost"]')), /the person logs in again/);
    assert.deepEqual(await tab.violations(), []);
    await tab.button('Bring back …').click();
    await tab.page.getByRole('dialog').waitFor();
    assert.deepEqual(await tab.violations(), []);
    await tab.button('Bring Nora Lindqvist back').click();
    await tab.page.locator('c-offboarding-run').waitFor();
    await runToTheEnd();
    await tab.page.locator('[data-section="returned"] tr[data-key="H2"]').waitFor();
    assert.match(await tab.text(tab.page.locator('[data-sentence]')), /^Verified/);
    assert.deepEqual(await tab.violations(), []);
    const person = (await tab.org.admin.query(`SELECT Id, IsActive FROM User WHERE Id = '${tab.org.leaver}'`))[0];
    assert.equal(person.IsActive, true);
    assert.equal(await tab.org.admin.count(`SELECT Id FROM Account WHERE OwnerId = '${tab.org.leaver}'`), 3);
});

scene('the list remembers both', async () => {
    await tab.button('All offboardings').click();
    await tab.page.locator('c-offboarding-history tbody tr').nth(1).waitFor();
    const rows = await Promise.all((await tab.page.locator('c-offboarding-history tbody tr').all()).map((row) => tab.text(row)));
    assert.equal(rows.length, 2);
    assert.ok(
        rows.every((row) => /Completed/.test(row)),
        rows.join('\n')
    );
});

scene('the page has complained about nothing', () => {
    assert.deepEqual(tab.complaints, []);
});

async function runId(): Promise<string> {
    return (await tab.org.admin.query('SELECT Id FROM Offboarding__c'))[0].Id;
}
