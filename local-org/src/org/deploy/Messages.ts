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
    /** What is not built, by component: told with its success. */
    readonly #warnings = new Map<string, Problem[]>();

    constructor(org: Assembly, contents: DeployPackage, candidate: Candidate) {
        this.#org = org;
        this.#contents = contents;
        this.#candidate = candidate;
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

    addBundleProblems(problems: readonly BundleProblem[]): void {
        for (const { fileName, line, column, problem } of problems) {
            const component = this.#candidate.originOf(fileName);
            const shown = `[Line: ${line}, Col: ${column}] ${problem}`;
            const path = /(?:^|\/)((?:lwc|aura)\/.*)$/.exec(fileName)?.[1] ?? fileName;
            if (component) {
                this.#fail(component, component, path, { line, column, problem: shown });
            } else {
                const fullName = path.split('/')[1] ?? path;
                this.#push({ type: 'LightningComponentBundle', fullName }, path, { line, column, problem: shown });
            }
        }
    }

    /** Problems of the candidate's files, told of the component that they belong to or that caused them. */
    addProblems(problems: readonly Problem[], compiled: CompiledSources | null, removed: readonly ComponentRef[]): void {
        const usages = new Map<ComponentRef, Set<string>>();
        for (const problem of problems) {
            const component = this.#candidate.originOf(problem.fileName);
            if (component) {
                this.#addOwn(component, problem, compiled?.project ?? null);
            } else if (problem.kind === 'error') {
                this.#addForeign(problem, { compiled, removed, usages });
            }
        }
        for (const [ref, users] of usages) {
            this.refuseDeletion(ref, referencedElsewhere(ref, [...users]));
        }
        if (compiled) {
            this.#addDependents(compiled);
        }
    }

    refuseDeletion(ref: ComponentRef, problem: string): void {
        this.failures.push(this.#message(ref, this.#destructiveFile(ref), { problem, problemType: 'Error' }));
    }

    /** Deleting what is not there is only worth a warning. */
    addMissingDeletion(ref: ComponentRef): void {
        const problem = `No ${ref.type} named: ${ref.fullName} found`;
        this.successes.push({ ...this.#message(ref, this.#destructiveFile(ref), { problem, problemType: 'Warning' }), success: true });
    }

    addSuccesses(written: ReadonlyMap<SourceComponent, Written>, removed: readonly ComponentRef[]): void {
        const failed = new Set(this.failures.map(({ componentType, fullName }) => keyOf({ type: componentType, fullName })));
        const before = knownRefs(this.#org.project);
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
            if (component.whole) {
                succeed(component, component.metadataPath, { created, changed: changed || created });
            }
            for (const child of component.children) {
                const isNew = created || !before.has(keyOf(child));
                succeed(child, component.metadataPath, { created: isNew, changed: changed || isNew });
            }
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
    #addForeign(
        problem: Problem,
        how: { compiled: CompiledSources | null; removed: readonly ComponentRef[]; usages: Map<ComponentRef, Set<string>> }
    ): void {
        const owner = ownerOf(problem.fileName, how.compiled?.project ?? this.#org.project);
        const line = this.#lineOf(problem);
        const causes = how.removed.filter((ref) => names(problem.problem, ref) || names(line, ref));
        for (const ref of causes) {
            how.usages.set(ref, (how.usages.get(ref) ?? new Set()).add(`${spoken(owner.type)} - ${owner.fullName}`));
        }
        if (causes.length === 0) {
            const text = isApex(owner) ? dependentText(owner.fullName, problem.problem) : problem.problem;
            this.#push(owner, owner.fileName, { ...problem, problem: text });
        }
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

const SPOKEN: Record<string, string> = { ApexClass: 'Apex Class', ApexTrigger: 'Apex Trigger', CustomField: 'Custom Field' };

function spoken(type: string): string {
    return SPOKEN[type] ?? type.replace(/([a-z])([A-Z])/g, '$1 $2');
}

/** Components that an org has, as far as its sources name them one by one. */
export function knownRefs(project: Project): Set<string> {
    return new Set([
        ...project.apex.map(({ kind, name }) => keyOf({ type: kind === 'class' ? 'ApexClass' : 'ApexTrigger', fullName: name })),
        ...project.metadata.map(({ type, fullName }) => keyOf({ type, fullName })),
        ...project.lwcBundles.map((path) => keyOf({ type: 'LightningComponentBundle', fullName: path.slice(path.lastIndexOf('/') + 1) }))
    ]);
}
