import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openLocalOrg } from '../../src/localOrg.ts';
import { writeFiles } from '../schema/projectFixture.ts';

const SECOND = `Profile p = [SELECT Id FROM Profile WHERE Name = 'System Administrator'];
insert new User(LastName = 'Second', Username = 'second@example.com', Email = 'second@example.com', Alias = 'second', ProfileId = p.Id,
    TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8');`;

test('a login without a name is one of an administrator who may log in', () => {
    const directory = mkdtempSync(join(tmpdir(), 'local-org-login-'));
    writeFiles(directory, {
        'sfdx-project.json': '{"packageDirectories":[{"path":"app","default":true}]}',
        'app/classes/Nothing.cls': 'public class Nothing {}'
    });
    const org = openLocalOrg(directory, {});
    try {
        const first = org.login(null);
        assert.ok(org.executeAnonymous(first.userId, SECOND).success);
        assert.equal(org.login(null).userId, first.userId, 'The first one, as long as they may');
        const second = org.login('second@example.com');
        assert.ok(org.executeAnonymous(second.userId, `update new User(Id = '${first.userId}', IsActive = false);`).success);
        assert.equal(org.login(null).username, 'second@example.com', 'Somebody must be able to look at the org');
    } finally {
        org.close();
        rmSync(directory, { recursive: true, force: true });
    }
});
