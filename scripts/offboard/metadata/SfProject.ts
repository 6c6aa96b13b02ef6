/** The sf CLI, logged in to the org of a session, for the two things that it does best: to retrieve and to deploy. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifests, retrievedTypes } from '../../metadata-scan/index.ts';
import { Sf } from '../../org/Sf.ts';
import type { SfJson } from '../../org/Sf.ts';
import { RefusalError } from '../errors.ts';
import type { OrgSession } from '../session.ts';
import { API_VERSION, listed } from './listing.ts';

const ALIAS = 'handover';
const WAIT_MINUTES = '60';

interface Message {
    fileName?: string;
    problem?: string;
}

export interface Retrieved {
    directory: string;
    /** Types that were asked for and that the org knows. */
    types: string[];
}

/**
 * In a home of its own: the login is the one that the session has, whatever its kind, and nothing of it is left behind.
 */
export class SfProject {
    private readonly sf: Sf;
    private readonly session: OrgSession;
    private attempts = 0;

    private constructor(sf: Sf, session: OrgSession) {
        this.sf = sf;
        this.session = session;
    }

    static async open(session: OrgSession): Promise<SfProject> {
        const sf = Sf.inPrivateHome();
        try {
            const { url, token } = await session.org.session();
            const login = await sf.json(['org', 'login', 'access-token', '--instance-url', url, '--alias', ALIAS, '--no-prompt'], {
                SF_ACCESS_TOKEN: token
            });
            expectSuccess(session, 'log in', login);
            return new SfProject(sf, session);
        } catch (error) {
            sf.dispose();
            throw error;
        }
    }

    /** Everything that may name a person, in metadata format. */
    async retrieve(): Promise<Retrieved> {
        const folder = this.sf.folder(`retrieved-${this.attempts++}`);
        const all = join(folder, 'all');
        mkdirSync(all);
        const unknown = new Set<string>();
        const parts = manifests(API_VERSION, await listed(this.session.org));
        for (const [index, text] of parts.entries()) {
            const manifest = join(folder, `package-${index}.xml`);
            writeFileSync(manifest, text);
            this.session.say(`Retrieving metadata${parts.length > 1 ? `, part ${index + 1} of ${parts.length}` : ''} …`);
            const into = join(folder, `part-${index}`);
            const answer = await this.sf.json<{ messages?: Message | Message[] }>([
                ...['project', 'retrieve', 'start', '--manifest', manifest, '--target-org', ALIAS, '--wait', WAIT_MINUTES],
                ...['--target-metadata-dir', into, '--unzip']
            ]);
            expectSuccess(this.session, 'retrieve metadata', answer);
            unknownTypes(answer.result.messages).forEach((type) => unknown.add(type));
            cpSync(join(into, 'unpackaged'), all, { recursive: true });
            rmSync(into, { recursive: true });
        }
        return { directory: all, types: retrievedTypes().filter((type) => !unknown.has(type)) };
    }

    /** A folder to write into. */
    folder(name: string): string {
        return this.sf.folder(`${name}-${this.attempts++}`);
    }

    /** @throws RefusalError with what the org says of each component */
    async deploy(directory: string): Promise<void> {
        const answer = await this.sf.json<{ details?: { componentFailures?: { fullName: string; problem: string }[] } }>([
            ...['project', 'deploy', 'start', '--metadata-dir', directory, '--single-package', '--target-org', ALIAS],
            ...['--wait', WAIT_MINUTES, '--ignore-conflicts']
        ]);
        const failures = answer.result?.details?.componentFailures ?? [];
        if (answer.exitCode !== 0 && failures.length > 0) {
            throw new RefusalError(
                `${this.session.org.target} refused the fixes, and nothing was changed:\n` +
                    failures.map(({ fullName, problem }) => `  ${fullName}: ${problem}`).join('\n')
            );
        }
        expectSuccess(this.session, 'deploy the fixes', answer);
    }

    close(): void {
        this.sf.dispose();
    }
}

function expectSuccess({ org }: OrgSession, what: string, answer: SfJson<unknown>): void {
    if (answer.exitCode !== 0) {
        const { errorMessage } = (answer.result ?? {}) as { errorMessage?: string };
        const why = answer.message ?? errorMessage ?? JSON.stringify(answer.result);
        throw new RefusalError(`sf could not ${what} (${org.target}): ${why}`);
    }
}

/** "Entity type: 'Portal' is unknown", "You do not have the proper permissions to access Bot": of these, no file means nothing. */
function unknownTypes(messages: Message | Message[] | undefined): string[] {
    return [messages ?? []]
        .flat()
        .flatMap(({ problem = '' }) =>
            [...problem.matchAll(/(?:Entity type:? '?|permissions to access:? )([A-Z]\w+)/g)].map(([, type]) => type)
        );
}
