/** What a deployment says of each component: what it did, or why it cannot. */
import type { Problem } from '../../compiler/annotations.ts';
import type { ComponentRef, DeployPackage, PackageProblem, SourceComponent } from '../../metadata/index.ts';
import type { Project } from '../../schema/project.ts';
import type { Assembly } from '../assemble.ts';
import type { Candidate, Written } from './Candidate.ts';
import { referencedElsewhere, simpleName } from './deletions.ts';
import type { CompiledSources } from './replaceSources.ts';
import type { BundleProblem, DeployMessage } from './types.ts';

const DESTRUCTIVE_PRE = 'destructiveChangesPre.xml';
const DESTRUCTIVE_POST = 'destructiveChangesPost.xml';

const keyOf = ({ type, fullName }: ComponentRef): string => `${type} ${fullName.toLowerCase()}`;

export class Messages {
    readonly successes: DeployMessage[] = [];
    readonly failures: DeployMessage[] = [];
    readonly #org: Assembly;
    readonly #contents: DeployPackage;
    readonly #candidate: Candidate;
    readonly #failed = new Set<SourceComponent>();
    /** Who uses what is to be deleted. */
    readonly #usages = new Map<ComponentRef, Set<string>>();
    /** What is not built, by component: told with its success. */
    readonly #warnings = new Map<string, Problem[]>();

    constructor(org: Assembly, contents: DeployPackage, candidate: Candidate) {
        this.#org = org;
        this.#contents = contents;
        this.#candidate = candidate;
    }

    /** The archive's folder that holds the package. */
    get root(): string {
        return this.#contents.root;
    }

    /** Components of the package that cannot be deployed. */
    failedComponents(): ReadonlySet<SourceComponent> {
        return this.#failed;
    }

    addPackageProblems(problems: readonly PackageProblem[]): void {
        for (const { fileName, problem, problemType, line, column, ...ref } of problems) {
            const message = this.#message(ref, fileName, { problem, problemType, lineNumber: line, columnNumber: column });
            if (problemType === 'Error') {
                this.failures.push(message);
            } else {
                this.successes.push({ ...message, success: true });
            }
        }
    }

    addTypeProblem(component: SourceComponent, fileName: string, { line, column, problem }: Omit<BundleProblem, 'fileName'>): void {
        this.#fail(component, component, fileName, { line, column, problem });
    }

    addBundleProblems(problems: readonly BundleProblem[], removed: readonly ComponentRef[]): void {
        for (const { fileName, line, column, problem } of problems) {
            const component = this.#candidate.originOf(fileName);
            const path = /(?:^|\/)((?:lwc|aura)\/.*)$/.exec(fileName)?.[1] ?? fileName;
            const shown = { line, column, problem: `[Line: ${line}, Col: ${column}] ${problem}` };
            if (component) {
                this.#fail(component, component, path, shown);
                continue;
            }
            const owner = { type: 'LightningComponentBundle', fullName: path.split('/')[1] ?? path };
            const causes = removed.filter((ref) => names(problem, ref));
            causes.forEach((ref) => this.#noteUsage(ref, owner));
            if (causes.length === 0) {
                this.#push(owner, path, shown);
            }
        }
    }

    /** Problems of the candidate's files, told of the component that they belong to or that caused them. */
    addProblems(problems: readonly Problem[], compiled: CompiledSources | null, removed: readonly ComponentRef[]): void {
        for (const problem of problems) {
            const component = this.#candidate.originOf(problem.fileName);
            if (component) {
                this.#addOwn(component, problem, compiled?.project ?? null);
            } else if (problem.kind === 'error') {
                this.#addForeign(problem, compiled, removed);
            }
        }
        if (compiled) {
            this.#addDependents(compiled);
        }
    }

    /** Deletions of what others use, each told once with all its users. */
    addUsages(): void {
        for (const [ref, users] of this.#usages) {
            this.refuseDeletion(ref, referencedElsewhere(ref, [...users]));
        }
    }

    refuseChange(component: SourceComponent, problem: string): void {
        this.#fail(component, component, component.metadataPath, { line: 1, column: 1, problem });
    }

    refuseDeletion(ref: ComponentRef, problem: string): void {
        this.failures.push(this.#message(ref, this.#destructiveFile(ref), { problem, problemType: 'Error' }));
    }

    /** Deleting what is not there is only worth a warning. */
    addMissingDeletion(ref: ComponentRef): void {
        const problem = `No ${ref.type} named: ${ref.fullName} found`;
        this.successes.push({ ...this.#message(ref, this.#destructiveFile(ref), { problem, problemType: 'Warning' }), success: true });
    }

    addSuccesses(written: ReadonlyMap<SourceComponent, Written>, removed: readonly ComponentRef[], compiled: CompiledSources | null): void {
        const failed = new Set(this.failures.map(({ componentType, fullName }) => keyOf({ type: componentType, fullName })));
        const before = contents(this.#org.project);
        const after = compiled && contents(compiled.project);
        const succeed = (ref: ComponentRef, fileName: string, flags: Partial<DeployMessage>): void => {
            if (!failed.has(keyOf(ref))) {
                const [warning] = this.#warnings.get(keyOf(ref)) ?? [];
                const shown = warning && {
                    problem: warning.problem,
                    problemType: 'Warning' as const,
                    lineNumber: warning.line,
                    columnNumber: warning.column
                };
                this.successes.push({ ...this.#message(ref, fileName, shown ?? {}), success: true, ...flags });
            }
        };
        for (const [component, { created, changed }] of written) {
            const children = component.children.map((child) => {
                const key = keyOf(child);
                const isNew = created || !before.has(key);
                // Parts of which nothing is known one by one share their file's fate.
                const differs = after?.has(key) && before.has(key) ? after.get(key) !== before.get(key) : changed;
                return { child, created: isNew, changed: isNew || differs };
            });
            if (component.whole) {
                const isContainer = component.type === 'CustomLabels';
                const differs = isContainer ? children.some((each) => each.changed) : changed;
                succeed(component, component.metadataPath, { created, changed: created || differs });
            }
            children.forEach(({ child, ...flags }) => succeed(child, component.metadataPath, flags));
        }
        for (const ref of removed) {
            succeed(ref, this.#destructiveFile(ref), { deleted: true, changed: true });
        }
        this.successes.push({ ...this.#message({ type: '', fullName: 'package.xml' }, 'package.xml', {}), success: true, changed: true });
    }

    #addOwn(component: SourceComponent, problem: Problem, project: Project | null): void {
        const ref = partAt(component, problem.fileName, project);
        if (problem.kind === 'error') {
            this.#fail(component, ref, component.metadataPath, problem);
        } else {
            this.#warnings.set(keyOf(ref), [...(this.#warnings.get(keyOf(ref)) ?? []), problem]);
        }
    }

    /** A file of the org that no longer fits: because of a deletion, or because of what the package holds. */
    #addForeign(problem: Problem, compiled: CompiledSources | null, removed: readonly ComponentRef[]): void {
        const owner = ownerOf(problem.fileName, compiled?.project ?? this.#org.project);
        const line = this.#lineOf(problem);
        const causes = removed.filter((ref) => names(problem.problem, ref) || names(line, ref));
        causes.forEach((ref) => this.#noteUsage(ref, owner));
        if (causes.length === 0) {
            const text = isApex(owner) ? dependentText(owner.fullName, problem.problem) : problem.problem;
            this.#push(owner, owner.fileName, { ...problem, problem: text });
        }
    }

    #noteUsage(ref: ComponentRef, { type, fullName }: ComponentRef): void {
        this.#usages.set(ref, (this.#usages.get(ref) ?? new Set()).add(`${spoken(type)} - ${fullName}`));
    }

    /** Components of the package that name a class which does not compile. */
    #addDependents({ program, project }: CompiledSources): void {
        const marker = 'Dependent class is invalid and needs recompilation: ';
        const reasonOf = (name: string): string => (program.broken.get(name)?.reason ?? '').replace(/^line \d+, column \d+: /, '');
        for (const [name, { fileName, reason }] of program.broken) {
            const component = this.#candidate.originOf(fileName);
            if (component && reason.startsWith(marker)) {
                let culprit = reason.slice(marker.length);
                for (const seen = new Set([name]); reasonOf(culprit).startsWith(marker) && !seen.has(culprit);) {
                    seen.add(culprit);
                    culprit = reasonOf(culprit).slice(marker.length);
                }
                const ref = partAt(component, fileName, project);
                this.#fail(component, ref, component.metadataPath, {
                    line: 1,
                    column: 1,
                    problem: dependentText(culprit, reasonOf(culprit))
                });
            }
        }
    }

    #lineOf({ fileName, line }: Problem): string {
        try {
            return this.#candidate.text(fileName).split('\n')[line - 1] ?? '';
        } catch {
            return '';
        }
    }

    #fail(component: SourceComponent, ref: ComponentRef, fileName: string, problem: Omit<BundleProblem, 'fileName'>): void {
        this.#failed.add(component);
        this.#push(ref, fileName, problem);
    }

    #push(ref: ComponentRef, fileName: string, { line, column, problem }: Omit<BundleProblem, 'fileName'>): void {
        this.failures.push(this.#message(ref, fileName, { problem, problemType: 'Error', lineNumber: line, columnNumber: column }));
    }

    #destructiveFile(ref: ComponentRef): string {
        return this.#contents.destructivePre.includes(ref) ? DESTRUCTIVE_PRE : DESTRUCTIVE_POST;
    }

    /** @param fileName as in the archive's package */
    #message(ref: ComponentRef, fileName: string, more: Partial<DeployMessage>): DeployMessage {
        const { root } = this.#contents;
        return {
            fileName: fileName.startsWith(root) ? fileName : root + fileName,
            fullName: ref.fullName,
            componentType: ref.type,
            success: false,
            changed: false,
            created: false,
            deleted: false,
            createdDate: new Date(this.#org.now()).toISOString(),
            ...more
        };
    }
}

/** The official text of the compiler's message table. */
function dependentText(className: string, problem: string): string {
    return `Dependent class is invalid and needs recompilation:\n Class ${className} : ${problem}`;
}

const isApex = ({ type }: ComponentRef): boolean => type === 'ApexClass' || type === 'ApexTrigger';

/** The part of a component that a file holds: a field of an object. */
function partAt(component: SourceComponent, path: string, project: Project | null): ComponentRef {
    const part = component.type === 'CustomObject' ? project?.metadata.find((file) => file.path === path) : undefined;
    return part && part.type !== 'CustomObject' ? { type: part.type, fullName: part.fullName } : component;
}

function ownerOf(path: string, project: Project): ComponentRef & { fileName: string } {
    const apex = project.apex.find((source) => source.path === path);
    if (apex) {
        const isClass = apex.kind === 'class';
        const fileName = isClass ? `classes/${apex.name}.cls` : `triggers/${apex.name}.trigger`;
        return { type: isClass ? 'ApexClass' : 'ApexTrigger', fullName: apex.name, fileName };
    }
    const file = project.metadata.find((each) => each.path === path);
    return { type: file?.type ?? '', fullName: file?.fullName ?? path, fileName: path.replace(/^.*\/main\/default\//, '') };
}

/** Does the text name the component, as a word? */
function names(text: string, ref: ComponentRef): boolean {
    const name = simpleName(ref).replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    return new RegExp(String.raw`(?<!\w)${name}(?!\w)`, 'i').test(text);
}

const SPOKEN: Record<string, string> = { LightningComponentBundle: 'Lightning Web Component' };

function spoken(type: string): string {
    return SPOKEN[type] ?? type.replace(/([a-z])([A-Z])/g, '$1 $2');
}

/** What an org's sources say of each component, as far as they name them one by one. */
function contents(project: Project): Map<string, string> {
    return new Map([
        ...project.apex.map(({ kind, name, text }): [string, string] => [
            keyOf({ type: kind === 'class' ? 'ApexClass' : 'ApexTrigger', fullName: name }),
            text
        ]),
        ...project.metadata.map(({ type, fullName, content }): [string, string] => [keyOf({ type, fullName }), JSON.stringify(content)])
    ]);
}
