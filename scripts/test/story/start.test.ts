/** `npm start`, in a copy of the project: what it refuses, keeps and leaves behind. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test, { after, before } from 'node:test';
import { OrgClient } from '../../org/OrgClient.ts';
import { STORY, usernameOf } from '../../seed/plan.ts';
import { script } from './command.ts';
import type { Ended } from './command.ts';

// Tests run in the project's folder.
const ROOT = resolve('.');
let folder: string;
before(() => {
    folder = mkdtempSync(join(tmpdir(), 'handover-start-'));
    for (const copied of ['force-app', 'config', 'sfdx-project.json']) {
        cpSync(join(ROOT, copied), join(folder, copied), { recursive: true });
    }
    symlinkSync(join(ROOT, 'local-org'), join(folder, 'local-org'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const path = (name: string): string => join(folder, name);
const start = (...args: string[]): ReturnType<typeof script> => script('start', ['--port', '0', ...args], folder);
const READY = /The Offboarding tab: (\S+)\/lightning\/n\/Offboarding/;

async function ready(running: ReturnType<typeof script>): Promise<OrgClient> {
    const [, url] = READY.exec(await running.says(READY))!;
    assert.deepEqual(JSON.parse(readFileSync(path('.local-org/server.json'), 'utf8')), { url });
    return OrgClient.signIn(url, null);
}

async function stop(running: ReturnType<typeof script>): Promise<void> {
    running.child.kill('SIGTERM');
    const { code, stderr } = await running.ended;
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal(existsSync(path('.local-org/server.json')), false);
}

const people = (org: OrgClient): Promise<number> => org.count("SELECT COUNT() FROM User WHERE Username LIKE '%@handover.example'");

function refusedWith({ code, stderr }: Ended, sentence: RegExp): void {
    assert.equal(code, 1);
    assert.match(stderr, sentence);
    assert.doesNotMatch(stderr, /\n\s+at /, 'No stack trace');
    assert.equal(existsSync(path('.local-org/server.json')), false);
}

test('wrong options and a broken class are told in a sentence, and the next start is a first one', async () => {
    refusedWith(await script('start', ['--port', 'many'], folder).ended, /^--port must be a number from 0 to 65535, not many\.\n$/);
    refusedWith(await script('start', ['--frsh'], folder).ended, /^Unknown option '--frsh'/);
    const broken = path('force-app/main/default/classes/services/Broken.cls');
    writeFileSync(broken, 'public class Broken {\n    Strin name;\n}\n');
    refusedWith(await start().ended, /force-app\/main\/default\/classes\/services\/Broken\.cls:2:5 error: Invalid type: Strin\n/);
    rmSync(broken);
});

test('an org is kept from start to start, runs once, and is begun anew with --fresh', async () => {
    const first = start();
    const org = await ready(first);
    const seeded = await people(org);
    assert.ok(seeded > 5);
    await org.create('Account', [{ Name: 'Kept over the restart' }]);
    const second = await start().ended;
    assert.equal(second.code, 1);
    assert.match(
        second.stderr,
        /^The local org of \.local-org\/ runs already: http:\/\/127\.0\.0\.1:\d+\/lightning\/n\/Offboarding\. Stop it before you start it again\.\n$/
    );
    await stop(first);

    const again = start();
    const kept = await ready(again);
    assert.equal(await people(kept), seeded);
    assert.equal(await kept.count("SELECT COUNT() FROM Account WHERE Name = 'Kept over the restart'"), 1);
    // As a power cut would: the org ends with whoever started it, and the address that it leaves is no obstacle.
    again.child.kill('SIGKILL');
    await again.ended;

    const fresh = start('--fresh');
    const begun = await ready(fresh);
    assert.equal(await begun.count("SELECT COUNT() FROM Account WHERE Name = 'Kept over the restart'"), 0);
    assert.equal(await people(begun), seeded);
    await stop(fresh);
});

test('seeding that fails leaves no half-seeded org: the next start seeds anew', async () => {
    const approvals = path('config/data/approvals.json');
    const good = readFileSync(approvals, 'utf8');
    writeFileSync(approvals, '["nobody-has-this-key"]');
    const failed = await start('--fresh').ended;
    assert.equal(failed.code, 1);
    assert.equal(existsSync(path('.local-org/server.json')), false);
    writeFileSync(approvals, good);

    const next = start();
    const org = await ready(next);
    assert.equal(await org.count(`SELECT COUNT() FROM User WHERE Username = '${usernameOf(STORY.leaver)}'`), 1);
    assert.ok((await org.count('SELECT COUNT() FROM ProcessInstanceWorkitem')) > 0, 'To its end');
    await stop(next);
});

test('without config/demo the org is empty and the tab is there', async () => {
    rmSync(path('config/demo'), { recursive: true });
    const project = JSON.parse(readFileSync(path('sfdx-project.json'), 'utf8')) as { packageDirectories: { path: string }[] };
    project.packageDirectories = project.packageDirectories.filter((each) => each.path !== 'config/demo');
    writeFileSync(path('sfdx-project.json'), JSON.stringify(project));
    const running = start('--fresh');
    const org = await ready(running);
    assert.equal(await people(org), 0);
    const page = (await org.send('GET', '/local/page')) as { tabs: { name: string }[] };
    assert.deepEqual(
        page.tabs.map((tab) => tab.name),
        ['Offboarding']
    );
    await stop(running);
});
