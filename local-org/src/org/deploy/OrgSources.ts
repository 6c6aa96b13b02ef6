/**
 * Where an org's sources live: in the project that it was opened with, until the first deployment makes a copy of its own,
 * `<database>.source/` (a temporary folder for an org in memory). At the next start the project is laid over the copy.
 */
import { copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { keptCounter } from '../../data/store/keyPrefixes.ts';
import { listProject } from '../../schema/loadProject.ts';
import type { ListedProject } from '../../schema/loadProject.ts';
import type { OpenOptions } from '../options.ts';
import { isToolFile, sourceKey } from './sourcePaths.ts';

/** Which files of the copy came with the project, and which deployment wrote the copy. */
interface Origin {
    /** The number of the deployment that the copy belongs to. */
    deployment: number;
    /** Files that are the project's, and go when they go there. */
    fromProject: string[];
}

const ORIGIN = '.local-org.json';

export class OrgSources {
    readonly #project: string;
    readonly #only: readonly string[] | undefined;
    #own: string | null;
    #copied: boolean;

    private constructor(project: string, only: readonly string[] | undefined, own: string | null, copied: boolean) {
        this.#project = project;
        this.#only = only;
        this.#own = own;
        this.#copied = copied;
    }

    /** @throws ProjectError */
    static open(project: string, { database, fresh, packageDirectories }: OpenOptions): OrgSources {
        const own = database ? `${resolve(database)}.source` : null;
        if (own && (fresh || !existsSync(database!))) {
            // Not before the sources of the project have been read: `forget` is called then.
            return new OrgSources(project, packageDirectories, own, false);
        }
        if (own) {
            endInterrupted(own, keptCounter(database!, 'deployment'));
        }
        const copied = own !== null && existsSync(join(own, ORIGIN));
        const sources = new OrgSources(project, packageDirectories, own, copied);
        if (copied) {
            sources.#layProjectOver();
        }
        return sources;
    }

    /** Where sources are loaded from now, and which of its package directories. */
    get folder(): { directory: string; packageDirectories: readonly string[] | undefined } {
        return this.#copied
            ? { directory: this.#own!, packageDirectories: undefined }
            : { directory: this.#project, packageDirectories: this.#only };
    }

    /** Has the org been deployed to, so that its sources are a copy of its own? */
    get areOwn(): boolean {
        return this.#copied;
    }

    /** A copy of an earlier database is nobody's. */
    forget(): void {
        if (!this.#copied && this.#own) {
            rmSync(this.#own, { recursive: true, force: true });
            rmSync(this.#next, { recursive: true, force: true });
        }
    }

    get #next(): string {
        return `${this.#own}.next`;
    }

    /** A folder with all sources, to be changed and then adopted or thrown away. */
    copy(): { directory: string; files: string[]; packageDirectories: string[] } {
        this.#own ??= join(mkdtempSync(join(tmpdir(), 'local-org-')), 'source');
        rmSync(this.#next, { recursive: true, force: true });
        mkdirSync(this.#next, { recursive: true });
        const { directory, packageDirectories } = this.folder;
        const listed = listProject(directory, packageDirectories);
        const files = filesOf(listed);
        // The project's files belong to somebody who edits them; our own are replaced, never written into.
        copyFiles(directory, this.#next, files, this.#copied ? linkOrCopy : copyFileSync);
        for (const each of listed.packageDirectories) {
            mkdirSync(join(this.#next, each), { recursive: true });
        }
        if (this.#copied) {
            copyFileSync(join(directory, 'sfdx-project.json'), join(this.#next, 'sfdx-project.json'));
            copyFileSync(join(directory, ORIGIN), join(this.#next, ORIGIN));
        } else {
            writeProjectFile(this.#next, listed);
            this.#writeOrigin(this.#next, { deployment: 0, fromProject: files });
        }
        return { directory: this.#next, files, packageDirectories: listed.packageDirectories };
    }

    /**
     * Marks the changed copy with the number of its deployment, which the database is about to commit.
     * @param written files that the deployment has made its own
     */
    seal(deployment: number, written: readonly string[]): void {
        const deployed = new Set(written);
        const { fromProject } = readOrigin(this.#next);
        this.#writeOrigin(this.#next, { deployment, fromProject: fromProject.filter((path) => !deployed.has(path)) });
    }

    /** The changed copy becomes the org's sources. */
    adopt(): void {
        const own = this.#own!;
        const old = `${own}.old`;
        if (existsSync(own)) {
            rmSync(old, { recursive: true, force: true });
            renameSync(own, old);
        }
        renameSync(this.#next, own);
        this.#copied = true;
        // Nobody waits for it; what is left behind goes with the next deployment or opening.
        rm(old, { recursive: true, force: true }).catch(() => undefined);
    }

    discard(): void {
        rmSync(this.#next, { recursive: true, force: true });
    }

    /** Temporary folders go with the org. */
    close(database: string | undefined): void {
        if (!database && this.#own) {
            rmSync(dirname(this.#own), { recursive: true, force: true, maxRetries: 5 });
        }
    }

    /** The project wins: what it holds replaces what was deployed under the same name; what it held and holds no more goes. */
    #layProjectOver(): void {
        const own = this.#own!;
        const listed = listProject(this.#project, this.#only);
        const files = filesOf(listed);
        const present = new Set(files);
        const keys = new Set(files.map(sourceKey));
        const origin = readOrigin(own);
        const gone = new Set(origin.fromProject.filter((path) => !present.has(path)));
        for (const path of filesOf(listProject(own))) {
            if (gone.has(path) || (!present.has(path) && keys.has(sourceKey(path)))) {
                rmSync(join(own, path), { force: true });
            }
        }
        copyFiles(this.#project, own, files, (from, to) => {
            rmSync(to, { force: true });
            copyFileSync(from, to);
        });
        const directories = [...new Set([...listProject(own).packageDirectories, ...listed.packageDirectories])];
        directories.forEach((each) => mkdirSync(join(own, each), { recursive: true }));
        writeProjectFile(own, { ...listed, packageDirectories: directories });
        this.#writeOrigin(own, { ...origin, fromProject: files });
    }

    #writeOrigin(directory: string, origin: Origin): void {
        writeFileSync(join(directory, ORIGIN), JSON.stringify(origin));
    }
}

/** A process that died while it deployed leaves a changed copy: it counts when the database has committed its deployment. */
function endInterrupted(own: string, deployment: number | null): void {
    const next = `${own}.next`;
    rmSync(`${own}.old`, { recursive: true, force: true });
    if (existsSync(join(next, ORIGIN)) && deployment !== null && readOrigin(next).deployment === deployment) {
        rmSync(own, { recursive: true, force: true });
        renameSync(next, own);
    } else {
        rmSync(next, { recursive: true, force: true });
    }
}

function readOrigin(directory: string): Origin {
    return JSON.parse(readFileSync(join(directory, ORIGIN), 'utf8')) as Origin;
}

function filesOf({ files }: ListedProject): string[] {
    return files.flat().filter((path) => !isToolFile(path));
}

function linkOrCopy(from: string, to: string): void {
    try {
        linkSync(from, to);
    } catch {
        // Not every file system has links.
        copyFileSync(from, to);
    }
}

function copyFiles(from: string, to: string, files: readonly string[], copy: (from: string, to: string) => void): void {
    const folders = new Set<string>();
    for (const path of files) {
        const target = join(to, path);
        const folder = dirname(target);
        if (!folders.has(folder)) {
            mkdirSync(folder, { recursive: true });
            folders.add(folder);
        }
        copy(join(from, path), target);
    }
}

function writeProjectFile(directory: string, { packageDirectories, sourceApiVersion, namespace }: Omit<ListedProject, 'files'>): void {
    const json = {
        packageDirectories: packageDirectories.map((path, index) => ({ path, ...(index === 0 && { default: true }) })),
        namespace,
        sourceApiVersion: sourceApiVersion.toFixed(1)
    };
    writeFileSync(join(directory, 'sfdx-project.json'), JSON.stringify(json, null, 4));
}
