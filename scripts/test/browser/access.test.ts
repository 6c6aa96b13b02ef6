/** The tab as people who may not do everything, and with choices that are refused. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { TabPage } from './TabPage.ts';
import { scenes } from './scenes.ts';

const scene = scenes();
let tab: TabPage;

before(async () => {
    tab = await TabPage.start();
});

after(() => tab?.close());

scene('a person without our permission sets is shown no tab, and told so', async () => {
    await tab.open('maria');
    const message = tab.page.locator('#content [role="alert"]');
    await message.waitFor();
    assert.match(await tab.text(message), /Maria Okafor has no access to the tab Offboarding/);
    assert.equal(await tab.page.locator('c-offboarding-console').count(), 0);
    assert.equal(await tab.page.getByRole('navigation', { name: 'Tabs' }).getByRole('link').count(), 0);
    assert.deepEqual(await tab.violations(), []);
});

scene('a viewer sees the list, and what planning would need', async () => {
    await tab.switchTo('victor');
    await tab.page.getByText('Nobody has been offboarded yet.').waitFor();
    await tab.page.getByText(/To make a plan you need the permission set Offboarding Operator/).waitFor();
    assert.equal(await tab.picker('Who leaves?').count(), 0);
    assert.deepEqual(await tab.violations(), []);
});

scene('the org’s first administrator may plan', async () => {
    await tab.page.context().clearCookies();
    await tab.open();
    await tab.picker('Who leaves?').waitFor();
});

scene('the same person cannot leave and take over', async () => {
    await tab.switchTo('iris');
    await tab.choose('Who leaves?', 'henrik');
    await tab.choose('Who takes over?', 'henrik');
    await tab.page.getByText('Choose two different people.').waitFor();
    assert.equal(await tab.button('See what they hold').isDisabled(), true);
    assert.deepEqual(await tab.violations(), []);
});

scene('nobody can offboard themselves: the plan says why and does not start', async () => {
    await tab.page.reload();
    await tab.ready();
    await tab.choose('Who leaves?', 'iris');
    await tab.choose('Who takes over?', 'henrik');
    await tab.button('See what they hold').click();
    await tab.page.getByText('You cannot offboard yourself.').first().waitFor();
    const start = tab.button('Offboard …');
    assert.ok((await start.count()) === 0 || (await start.isDisabled()));
    assert.deepEqual(await tab.violations(), []);
});

scene('an inactive successor is refused in words', async () => {
    const [henrik] = await tab.org.admin.query("SELECT Id FROM User WHERE Username = 'henrik@handover.example'");
    await tab.org.admin.update('User', henrik.Id, { IsActive: false });
    await tab.page.reload();
    await tab.ready();
    await tab.picker('Who takes over?').fill('henrik');
    assert.match(await tab.text(tab.options().first()), /Inactive/);
    await tab.options().first().click();
    await tab.choose('Who leaves?', 'nora');
    await tab.button('See what they hold').click();
    await tab.page.getByText('The successor Henrik Vos is inactive.').first().waitFor();
    assert.deepEqual(await tab.violations(), []);
});

scene('an operator who lacks platform permissions is told which, before and in the plan', async () => {
    const [assignment] = await tab.org.admin.query(
        "SELECT Id FROM PermissionSetAssignment WHERE Assignee.Username = 'iris@handover.example' AND PermissionSet.Name = 'Offboarding_Platform_Access'"
    );
    await tab.org.admin.send('DELETE', `/services/data/v67.0/sobjects/PermissionSetAssignment/${assignment.Id}`);
    await tab.page.reload();
    await tab.ready();
    await tab.page.getByRole('heading', { name: 'Before you can run an offboarding' }).waitFor();
    assert.match(await tab.text(tab.page.locator('c-offboarding-preflight')), /Manage Users/);
    assert.deepEqual(await tab.violations(), []);
    await tab.choose('Who leaves?', 'nora');
    await tab.choose('Who takes over?', 'tomas');
    await tab.button('See what they hold').click();
    await tab.page
        .getByText(/The run is refused because you lack these platform permissions/)
        .first()
        .waitFor();
    await tab.page
        .getByText(/Not verified: you lack/)
        .first()
        .waitFor();
    assert.equal(await tab.button('Offboard …').isDisabled(), true);
    assert.deepEqual(await tab.violations(), []);
});

scene('a person who does not exist is not found', async () => {
    await tab.page.reload();
    await tab.ready();
    await tab.picker('Who leaves?').fill("o'nobody");
    await tab.page.getByText(/Nobody matches/).waitFor();
    assert.deepEqual(await tab.violations(), []);
});

scene('the page has complained about nothing but refusals', () => {
    assert.deepEqual(
        tab.complaints.filter((text) => !/status of 5\d\d/.test(text)),
        []
    );
});
