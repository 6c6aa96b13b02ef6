/** When the Lightning page is built. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TestServer } from './server.ts';

const FILES = { 'sfdx-project.json': '{"packageDirectories":[{"path":"force-app"}]}', 'force-app/none.txt': '' };

async function builds(pageAtOnce: boolean | undefined): Promise<number[]> {
    let built = 0;
    const buildPage = (): Promise<{ find(): Promise<Buffer[]> }> => {
        built++;
        return Promise.resolve({ find: () => Promise.resolve([Buffer.from('text/html'), Buffer.from('the page')]) });
    };
    const server = await TestServer.start(FILES, { buildPage, ...(pageAtOnce === undefined ? {} : { pageAtOnce }) });
    try {
        const counts = [built];
        for (let looks = 0; looks < 2; looks++) {
            assert.equal(await (await fetch(`${server.url}/lightning`)).text(), 'the page');
            counts.push(built);
        }
        return counts;
    } finally {
        await server.stop();
    }
}

test('the page is there at once, or is built when somebody first looks at it', async () => {
    assert.deepEqual(await builds(undefined), [1, 1, 1]);
    assert.deepEqual(await builds(false), [0, 1, 1]);
});
