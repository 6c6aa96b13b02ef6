/** The sources as they would be after a deployment: a copy of the org's own, with the package's components written into it. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { PackageError, sourceChanges, toSourceFormat } from '../../metadata/index.ts';
import type { ComponentFile, ComponentRef, SourceComponent } from '../../metadata/index.ts';
import { parseXml } from '../../schema/xml.ts';
import type { OrgSources } from './OrgSources.ts';
import { sourceKey } from './sourcePaths.ts';

/** What writing a component did to the files. */
export interface Written {
    created: boolean;
    changed: boolean;
}

/** Types of which a deployment brings all files, and their folders. */
const WHOLE: Record<string, string> = { LightningComponentBundle: 'lwc', AuraDefinitionBundle: 'aura', StaticResource: 'staticresources' };

/** Bytes that a file system takes in the name of a file; Salesforce's own names are shorter. */
const LONGEST_NAME = 255;

export class Candidate {
    readonly directory: string;
    readonly #sources: OrgSources;
    readonly #packageDirectories: readonly string[];
    /** Where new components go. */
    readonly #base: string;
    /** Where the files are, by key. */
    readonly #places = new Map<string, string>();
    readonly #origins = new Map<string, SourceComponent>();
    readonly #written = new Set<string>();

    constructor(sources: OrgSources) {
        this.#sources = sources;
        const { directory, files, packageDirectories } = sources.copy();
        this.directory = directory;
        this.#packageDirectories = packageDirectories;
        this.#base = `${packageDirectories[0]}/main/default`;
        for (const path of files) {
            this.#places.set(sourceKey(path), path);
        }
    }

    /** Files that this deployment wrote. */
    get written(): readonly string[] {
        return [...this.#written];
    }

    /** The component of the package that wrote the file; undefined for the org's own. */
    originOf(path: string): SourceComponent | undefined {
        return this.#origins.get(path);
    }

    put(component: SourceComponent): Written {
        if (component.type === 'CustomLabels') {
            return this.#putLabels(component);
        }
        const files = toSourceFormat(component, (path) => this.#read(path));
        const known = this.#removeOthers(component, files);
        let created = known === 0;
        let changed = known > files.length;
        for (const file of files) {
            const before = this.#read(file.path);
            created &&= before === null;
            changed ||= before === null || !isSame(file.path, before, file.content);
            this.#write(file, component);
        }
        return { created, changed };
    }

    /** Returns those that are not there. */
    remove(refs: readonly ComponentRef[]): ComponentRef[] {
        if (refs.length === 0) {
            return [];
        }
        const changes = sourceChanges(this.directory, this.#packageDirectories, { components: [], deletions: refs });
        changes.delete.forEach((path) => this.delete(path));
        for (const { path, content } of changes.write) {
            this.#replace(path, content);
        }
        return changes.missing;
    }

    /** Rewrites files of the org that the deletion of components changes as well. */
    rewrite(path: string, text: string): void {
        this.#replace(path, text);
    }

    /** Removes a file of the org that goes with a deleted component. */
    delete(path: string): void {
        rmSync(join(this.directory, path), { force: true });
        this.#places.delete(sourceKey(path));
    }

    paths(): string[] {
        return [...this.#places.values()];
    }

    text(path: string): string {
        return readFileSync(join(this.directory, path), 'utf8');
    }

    /** Call in the transaction that applies the deployment: should the process die before `adopt`, the next opening ends it. */
    seal(deployment: number): void {
        this.#sources.seal(deployment, this.written);
    }

    adopt(): void {
        this.#sources.adopt();
    }

    discard(): void {
        this.#sources.discard();
    }

    /** Bundles and resources are replaced as a whole: files that the package's lacks go. Returns how many files there were. */
    #removeOthers({ type, fullName }: SourceComponent, files: readonly ComponentFile[]): number {
        const folder = WHOLE[type];
        if (!folder) {
            return 0;
        }
        const wanted = new Set(files.map((file) => sourceKey(file.path)));
        const start = `${folder}/${fullName.toLowerCase()}`;
        const known = [...this.#places].filter(([key]) => key.startsWith(start) && /^[./]/.test(key.slice(start.length)));
        known.filter(([key]) => !wanted.has(key)).forEach(([, path]) => this.delete(path));
        return known.length;
    }

    /** Labels may lie in several files: each stays in its own. */
    #putLabels(component: SourceComponent): Written {
        const { write } = sourceChanges(this.directory, this.#packageDirectories, { components: [component] });
        const before = write.map(({ path }) => (existsSync(join(this.directory, path)) ? readFileSync(join(this.directory, path)) : null));
        write.forEach((file) => {
            this.#write(file, component, file.path);
        });
        return {
            created: before.every((content) => content === null),
            changed: write.some(({ path, content }, index) => before[index] === null || !isSame(path, before[index], content))
        };
    }

    #read(path: string): Uint8Array | null {
        const place = this.#places.get(sourceKey(path));
        return place && existsSync(join(this.directory, place)) ? readFileSync(join(this.directory, place)) : null;
    }

    #write({ path, content }: ComponentFile, component: SourceComponent, place = this.#placeOf(path)): void {
        this.#places.set(sourceKey(path), place);
        this.#origins.set(place, component);
        this.#written.add(place);
        const file = this.#inside(place);
        if (!existsSync(file) || !readFileSync(file).equals(content)) {
            mkdirSync(dirname(file), { recursive: true });
            this.#replace(place, content);
        }
    }

    /** A new file in the place of the old one, which may be the org's as well. */
    #replace(path: string, content: string | Uint8Array): void {
        const file = this.#inside(path);
        rmSync(file, { force: true });
        writeFileSync(file, content);
    }

    /** Names come out of archives and of the XML in them: none leads out of the folder. */
    #inside(path: string): string {
        const file = join(this.directory, path);
        if (!file.startsWith(this.directory + sep) || path.includes('\0')) {
            throw new PackageError(`The name of a component is not valid: ${path}`, 'INVALID_OPERATION');
        }
        if (path.split('/').some((part) => Buffer.byteLength(part) > LONGEST_NAME)) {
            throw new PackageError(`The name of a component is too long: ${path}`, 'STRING_TOO_LONG');
        }
        return file;
    }

    #placeOf(path: string): string {
        return this.#places.get(sourceKey(path)) ?? `${this.#placeBeside(path) ?? this.#base}/${path}`;
    }

    /** New files of a bundle or an object go where the others are. */
    #placeBeside(path: string): string | undefined {
        const folder = /^((?:lwc|aura|objects)\/[^/]+\/)/.exec(path)?.[1].toLowerCase();
        const sibling = folder && [...this.#places].find(([key]) => key.startsWith(folder))?.[1];
        return sibling ? sibling.slice(0, sibling.toLowerCase().lastIndexOf(folder) - 1) : undefined;
    }
}

/** Are they the same to an org? How XML is laid out does not matter, nor in which order its different elements come. */
function isSame(path: string, before: Uint8Array, after: Uint8Array): boolean {
    const [one, other] = [Buffer.from(before), Buffer.from(after)];
    if (one.equals(other) || !path.endsWith('.xml')) {
        return one.equals(other);
    }
    const contentOf = (text: Buffer): string => canonical(parseXml(text.toString('utf8'), path).content);
    return contentOf(one) === contentOf(other);
}

function canonical(value: unknown): string {
    return JSON.stringify(value, (_key, inner: unknown) =>
        inner !== null && typeof inner === 'object' && !Array.isArray(inner)
            ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
            : inner
    );
}
