/** `npm run parity` between two local orgs: the same code, so nothing may differ. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { LocalOrgProcess } from '../../org/LocalOrgProcess.ts';
import { OrgClient } from '../../org/OrgClient.ts';
import { Sf } from '../../org/Sf.ts';
import { runTool } from '../../process/run.ts';
import { readProbes } from '../../parity/probes.ts';
import type { ParityReport } from '../../parity/report.ts';
import { emptyProject } from '../../scratch/devHub.ts';

test('two local orgs agree on every test method and every probe', async () => {
    const sf = Sf.inPrivateHome();
    try {
        const org = await LocalOrgProcess.start({ database: null, port: 0, project: emptyProject(sf.folder('empty')), pageLater: true });
        try {
            const { token } = (await new OrgClient(org.url, '').send('POST', '/local/login', { username: null })) as { token: string };
            const login = ['org', 'login', 'access-token', '--instance-url', org.url, '--alias', 'second', '--no-prompt'];
            await sf.result(login, { SF_ACCESS_TOKEN: token });
            const file = join(sf.home, 'parity.md');

            const args = ['scripts/parity.ts', '--target-org', 'second', '--json', '--output', file];
            const { code, stdout, stderr } = await runTool('ts-node/dist/bin.js', args, { env: sf.environment });

            assert.equal(code, 0, stdout + stderr);
            const report = JSON.parse(stdout) as ParityReport;
            assert.deepEqual(
                report.tests.map(({ project, refused }) => [project, refused]),
                [
                    ['the app', null],
                    ["the platform's rules", null]
                ]
            );
            assert.ok(report.tests.every(({ methods }) => methods > 200));
            assert.equal(report.probes.length, readProbes().length);
            const unanswered = report.probes.filter(({ answers }) => 'ended with' in answers || Object.keys(answers).length === 0);
            assert.deepEqual(unanswered, [], 'every probe comes to its end');
            assert.match(readFileSync(file, 'utf8'), /^0 differences\.$/m);
        } finally {
            await org.stop();
        }
    } finally {
        sf.dispose();
    }
});
