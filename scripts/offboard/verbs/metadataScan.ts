import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { fixes, scanFolder, toFindings, writeFixes } from '../../metadata-scan/index.ts';
import type { Fixes, Person, ScanResult, Successor } from '../../metadata-scan/index.ts';
import { quoted } from '../../org/OrgClient.ts';
import { confirm } from '../confirm.ts';
import { chunks } from '../Door.ts';
import { outputFile } from '../csv/ReportFile.ts';
import { PLACE_COLUMNS, placeRows, reportCsv } from '../csv/rows.ts';
import type { Environment } from '../Environment.ts';
import { NotConfirmedError, RefusalError, UsageError } from '../errors.ts';
import { EXIT } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { openRuns, people as peopleOf } from '../lookup.ts';
import { SfProject } from '../metadata/SfProject.ts';
import { outputOption, verb, yesOption } from '../options.ts';
import type { ConfirmOptions, OrgOptions, OutputOptions } from '../options.ts';
import { planAndWait } from '../runs/planning.ts';
import { finish, inOrgs } from '../session.ts';
import type { Outcome, OrgSession } from '../session.ts';
import { fixesInWords, scanInWords } from '../views/metadata.ts';
import { count, few } from '../words.ts';

type Options = OrgOptions & OutputOptions & ConfirmOptions & { sourceDir?: string; write: boolean; fix?: boolean; successor?: string };

interface Scanned {
    scan: ScanResult;
    /** Offboardings that hold the findings now. */
    written: { offboardingId: string; error: string | null }[];
    fixed: { file: string; diff: string }[];
    notFixed: { file: string; path: string; reason: string }[];
}

const IDS_PER_QUERY = 200;

export function metadataScanCommand(environment: Environment, exit: (code: ExitCode) => void): Command {
    return verb('metadata-scan', 'where metadata names people: flows, rules, approval processes, alerts …')
        .description(
            "Finds people in the org's metadata, which nothing inside an org can search: retrieves it with sf, looks for usernames, emails and Ids, " +
                'and writes what it found to the Drafts and offboardings, where the tab shows it.'
        )
        .argument('[people...]', 'usernames, emails or Ids; without any: everybody who has an open offboarding')
        .option('--source-dir <folder>', 'scan a folder as it is instead of retrieving')
        .option('--no-write', 'print only; leave the findings in the org as they are')
        .option('--fix', 'hand over what is safe to hand over: shows the changes, asks, deploys')
        .option('-s, --successor <person>', 'whom fixes name instead; without it: the successor of the Draft')
        .addOption(outputOption('every place'))
        .addOption(yesOption())
        .action(async (people: string[], options: Options) => {
            const folder = folderOf(environment, options);
            const file = outputFile(environment, options);
            const report = await inOrgs(environment, options, (session) => metadataScan(session, people, folder, options));
            const writeFile = (): void =>
                file?.write(
                    reportCsv(PLACE_COLUMNS, report, ({ scan }) => placeRows(scan)),
                    'Scan again.'
                );
            exit(finish(environment, options, report, inWords, writeFile));
        });
}

function folderOf(environment: Environment, { sourceDir, fix }: Options): string | null {
    if (sourceDir === undefined) {
        return null;
    }
    if (fix) {
        throw new UsageError('--fix changes what was retrieved from the org and deploys it back: give it without --source-dir.');
    }
    const folder = environment.resolve(sourceDir);
    if (!existsSync(folder)) {
        throw new UsageError(`There is no folder ${sourceDir}.`);
    }
    return folder;
}

async function metadataScan(
    session: OrgSession,
    given: readonly string[],
    folder: string | null,
    options: Options
): Promise<Outcome<Scanned>> {
    const offboardings = await offboardingsOf(session, given, options.write);
    const sought = await identities(session, [...offboardings.keys()]);
    const scan = (directory: string, retrieved?: string[]): Promise<ScanResult> =>
        scanFolder(directory, sought, {
            retrieved,
            onProgress: (done, total) => session.say(`Read ${done} of ${total} files …`)
        });
    const outcome: Scanned = { scan: null as never, written: [], fixed: [], notFixed: [] };
    let stopped: NotConfirmedError | undefined;
    /** Who does not want the fix gets the findings all the same. */
    const agreed = async (work: () => Promise<boolean>): Promise<boolean> => {
        try {
            return await work();
        } catch (error) {
            if (!(error instanceof NotConfirmedError)) {
                throw error;
            }
            stopped = error;
            return false;
        }
    };
    if (folder !== null) {
        outcome.scan = await scan(folder);
    } else {
        const project = await SfProject.open(session);
        try {
            const retrieved = await project.retrieve();
            outcome.scan = await scan(retrieved.directory, retrieved.types);
            if (options.fix && (await agreed(() => fix(session, project, outcome, offboardings, options)))) {
                const again = await project.retrieve();
                outcome.scan = await scan(again.directory, again.types);
            }
        } finally {
            project.close();
        }
    }
    if (options.write) {
        outcome.written = await write(session, outcome.scan, offboardings);
    }
    const whole = outcome.written.every(({ error }) => error === null) && outcome.scan.unreadable.length === 0;
    return { exitCode: whole ? EXIT.DONE : EXIT.NOT_ALL, result: outcome, stopped };
}

/** The open offboarding of each person, by User Id; a Draft is made for who has none, to keep what is found. */
async function offboardingsOf(session: OrgSession, given: readonly string[], write: boolean): Promise<Map<string, string | undefined>> {
    if (given.length === 0) {
        const open = (await openRuns(session)).filter(({ Type__c }) => Type__c === 'Offboarding');
        if (open.length === 0) {
            throw new RefusalError('Nobody has an open offboarding. Name the people to look for.');
        }
        return new Map(open.map(({ Id, Person__c }) => [Person__c, Id]));
    }
    const people = await peopleOf(session, given);
    const offboardings = new Map(people.map((person) => [person.id!, person.openOffboardingId ?? undefined]));
    const without = people.filter((person) => person.openOffboardingId === null);
    if (write && without.length > 0) {
        const rows = await planAndWait(
            session,
            without.map((person) => ({ person: person.id!, successor: null })),
            {}
        );
        rows.forEach((row, index) => {
            if (row.error !== null) {
                session.say(`${without[index].name}: ${row.error} Their findings are printed only.`);
            }
            offboardings.set(without[index].id!, row.offboardingId ?? undefined);
        });
    }
    return offboardings;
}

interface UserRecord {
    Id: string;
    Username: string;
    Email: string;
    Name: string;
    Alias: string;
    CommunityNickname: string | null;
    FederationIdentifier: string | null;
}

async function users(session: OrgSession, ids: readonly string[]): Promise<UserRecord[]> {
    const rows: UserRecord[] = [];
    for (const chunk of chunks(ids, IDS_PER_QUERY)) {
        rows.push(
            ...(await session.org.query<UserRecord>(
                `SELECT Id, Username, Email, Name, Alias, CommunityNickname, FederationIdentifier FROM User WHERE Id IN (${chunk.map(quoted).join(', ')})`
            ))
        );
    }
    return rows;
}

/** All the names by which metadata may mean somebody. */
async function identities(session: OrgSession, ids: readonly string[]): Promise<Person[]> {
    return (await users(session, ids)).map((user) => ({
        ...{ id: user.Id, username: user.Username, email: user.Email, name: user.Name, alias: user.Alias },
        nickname: user.CommunityNickname ?? undefined,
        federationId: user.FederationIdentifier ?? undefined
    }));
}

/** @returns whether anything was changed */
async function fix(
    session: OrgSession,
    project: SfProject,
    outcome: Scanned,
    offboardings: ReadonlyMap<string, string | undefined>,
    options: Options
): Promise<boolean> {
    const successors = await successorsOf(session, offboardings, options.successor);
    const found: Fixes = await fixes(outcome.scan, (personId) => successors.get(personId));
    outcome.notFixed = found.refused.map(({ hit, reason }) => ({ file: hit.file, path: hit.path, reason }));
    if (found.files.length === 0) {
        session.say('There is nothing that can safely be fixed.');
        return false;
    }
    if (!options.json) {
        session.environment.print(found.files.map(({ diff }) => diff).join('\n'));
    }
    const names = [...new Set([...successors.values()].map(({ username }) => username))];
    const what = `In ${session.access.organizationName} (${session.org.target}) this changes ${count(found.files.length, 'file', 'files')} of metadata to name ${few(names)}.`;
    await confirm(session, options, what, 'No metadata was changed.');
    const directory = project.folder('fixes');
    await writeFixes(found, directory);
    session.say('Deploying …');
    await project.deploy(directory);
    outcome.fixed = found.files.map(({ file, diff }) => ({ file, diff }));
    return true;
}

async function successorsOf(
    session: OrgSession,
    offboardings: ReadonlyMap<string, string | undefined>,
    given: string | undefined
): Promise<Map<string, Successor>> {
    const ids = new Map<string, string>();
    if (given === undefined) {
        const open = [...offboardings.values()].filter((id) => id !== undefined);
        const plans = open.length === 0 ? [] : await session.door.readPlans(open);
        plans.forEach(({ personId, successorId }) => (successorId === null ? undefined : ids.set(personId, successorId)));
    } else {
        const [successor] = await peopleOf(session, [given]);
        [...offboardings.keys()].forEach((personId) => ids.set(personId, successor.id!));
    }
    if (ids.size === 0) {
        throw new UsageError('Whom should the metadata name instead? Give --successor, or plan with one first.');
    }
    const records = new Map((await users(session, [...new Set(ids.values())])).map((user) => [user.Id, user]));
    return new Map([...ids].map(([personId, id]) => [personId, { username: records.get(id)!.Username, email: records.get(id)!.Email }]));
}

async function write(
    session: OrgSession,
    scan: ScanResult,
    offboardings: ReadonlyMap<string, string | undefined>
): Promise<{ offboardingId: string; error: string | null }[]> {
    const { scannedAt, people } = toFindings(scan, (personId) => offboardings.get(personId));
    return people.length === 0 ? [] : session.door.writeFindings(scannedAt, people);
}

function inWords({ scan, written, fixed, notFixed }: Scanned): string {
    const refused = written.filter(({ error }) => error !== null);
    return [
        scanInWords(scan),
        ...(fixed.length > 0 ? [`Fixed and deployed: ${count(fixed.length, 'file', 'files')}.`] : []),
        ...fixesInWords(notFixed),
        ...(written.length > refused.length
            ? [`Written to ${count(written.length - refused.length, 'offboarding', 'offboardings')}.`]
            : []),
        ...refused.map(({ error }) => `Not written: ${error}`)
    ].join('\n');
}
