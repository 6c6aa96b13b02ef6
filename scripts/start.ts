/**
 * `npm start`: the local org kept in .local-org/, with demo people and records the first time.
 * `-- --fresh` starts over, `-- --port N` chooses the port.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { LocalOrgProcess, LocalOrgStartError } from './org/LocalOrgProcess.ts';
import { OrgClient } from './org/OrgClient.ts';
import { seed } from './seed/seed.ts';

const FOLDER = '.local-org';
const DATABASE = `${FOLDER}/org.sqlite`;
const SERVER_FILE = `${FOLDER}/server.json`;

async function main(): Promise<void> {
    const { values } = parseArgs({
        options: { fresh: { type: 'boolean', default: false }, port: { type: 'string', default: '8080' } }
    });
    mkdirSync(FOLDER, { recursive: true });
    const org = await LocalOrgProcess.start({
        database: DATABASE,
        port: Number(values.port),
        fresh: values.fresh,
        onProgress: (message) => console.log(message)
    });
    const stop = async (): Promise<void> => {
        rmSync(SERVER_FILE, { force: true });
        await org.stop();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => void stop());
    }
    if (org.created) {
        console.log('Seeding demo people and records …');
        try {
            await seed(await OrgClient.signIn(org.url, null));
        } catch (error) {
            // Half a seed would look like a whole one next time.
            await org.stop();
            rmSync(DATABASE, { force: true });
            throw error;
        }
    }
    writeFileSync(SERVER_FILE, JSON.stringify({ url: org.url }, null, 2));
    console.log(
        `\nThe Offboarding tab: ${org.url}/lightning/n/Offboarding\nStop with Ctrl+C. Everything is kept in ${FOLDER}/; start over with: npm start -- --fresh`
    );
    org.onExit((code) => {
        rmSync(SERVER_FILE, { force: true });
        process.exitCode = code ?? 1;
    });
}

main().catch((error: unknown) => {
    console.error(error instanceof LocalOrgStartError ? error.message : error);
    process.exitCode = 1;
});
