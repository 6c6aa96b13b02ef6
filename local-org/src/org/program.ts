/** From a project's sources to modules that run: parse, check, emit; kept on disk, so that a start without changes does none of it. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Problem } from '../compiler/annotations.ts';
import { checkProject } from '../compiler/check.ts';
import type { SourceUnit } from '../compiler/declare.ts';
import { emitUnit } from '../compiler/emit/emitUnit.ts';
import { createLibrary } from '../compiler/libraryPort.ts';
import type { TypeSymbol } from '../compiler/types.ts';
import { openAstCache, parseCached } from '../language/astCache.ts';
import { openContentCache } from '../language/contentCache.ts';
import type { EmittedModule } from '../runtime/EmittedModule.ts';
import type { OrgSchema } from '../schema/buildSchema.ts';
import type { ApexSource, Project } from '../schema/project.ts';
import { stdlibBodies } from '../stdlib/index.ts';
import { brokenByDependency } from './dependents.ts';
import { toolFingerprint } from './toolFingerprint.ts';

export interface Program {
    modules: EmittedModule[];
    /** Errors and unsupported places of every file, metadata included. */
    problems: Problem[];
    /** Top-level types that do not run: name → why. They have errors, or depend on one that has. */
    broken: Map<string, { fileName: string; reason: string }>;
}

export interface ProgramInput {
    project: Project;
    schema: OrgSchema;
    cacheDirectory: string;
    onProgress?: (message: string) => void;
}

/** With and without features, of the last few edits, of a few projects. */
const KEPT_PROGRAMS = 24;

/** Files from which a cold parse takes longer than two seconds. */
const MANY_FILES = 40;

export function labelNames(project: Project): Set<string> {
    return new Set(project.metadata.filter((file) => file.type === 'CustomLabel').map((file) => file.fullName));
}

/** Compiles the whole project, or reads what was compiled from the same sources before. */
export function loadProgram(input: ProgramInput): Program {
    const cache = openContentCache<Program>(join(input.cacheDirectory, 'programs'), 'program', KEPT_PROGRAMS);
    const key = fingerprint(input);
    const kept = cache.get(key);
    if (kept) {
        return kept;
    }
    if (input.project.apex.length >= MANY_FILES) {
        input.onProgress?.(`Compiling ${input.project.apex.length} Apex files …`);
    }
    const program = compile(input);
    cache.put(key, program);
    return program;
}

/** The parsed sources, from the cache where they have not changed. */
export function parseSources(apex: readonly ApexSource[], cacheDirectory: string): SourceUnit[] {
    const trees = openAstCache(join(cacheDirectory, 'trees'));
    return apex.map((source) => ({ unit: parseCached(trees, source.path, source.text, source.kind), apiVersion: source.apiVersion }));
}

function compile({ project, schema, cacheDirectory }: ProgramInput): Program {
    const bodies = stdlibBodies();
    const { symbols, problems } = checkProject({
        units: parseSources(project.apex, cacheDirectory),
        schema,
        library: createLibrary((key) => bodies.has(key)),
        labels: labelNames(project)
    });
    problems.push(...misnamed(project, symbols));
    const withErrors = new Map<string, Problem>();
    for (const problem of problems.filter((each) => each.kind === 'error')) {
        if (!withErrors.has(problem.fileName)) {
            withErrors.set(problem.fileName, problem);
        }
    }
    const broken = brokenFiles(project, symbols, withErrors);
    const modules = symbols.filter((symbol) => !broken.has(symbol.name)).map(emitUnit);
    return { modules, problems: [...metadataProblems(schema), ...problems], broken };
}

/** Salesforce takes no class whose file has another name. Only case may differ. */
function misnamed(project: Project, symbols: readonly TypeSymbol[]): Problem[] {
    const nameOf = new Map(project.apex.map((source) => [source.path, source.name]));
    return symbols
        .filter(({ fileName, name }) => nameOf.get(fileName)?.toLowerCase() !== name.toLowerCase())
        .map(({ fileName, name, kind, declaration: { nameAt } }): Problem => ({
            fileName,
            line: nameAt.line,
            column: nameAt.column,
            problem: `File name mismatch with ${kind === 'trigger' ? 'trigger' : 'class'} name: ${name}`,
            kind: 'error'
        }));
}

function brokenFiles(project: Project, symbols: TypeSymbol[], withErrors: Map<string, Problem>): Program['broken'] {
    const broken: Program['broken'] = new Map();
    if (withErrors.size === 0) {
        return broken;
    }
    const nameOf = new Map(project.apex.map((source) => [source.path, source.name]));
    for (const [fileName, { line, column, problem }] of withErrors) {
        const symbol = symbols.find((each) => each.fileName === fileName);
        broken.set(symbol?.name ?? nameOf.get(fileName) ?? fileName, { fileName, reason: `line ${line}, column ${column}: ${problem}` });
    }
    for (const [symbol, culprit] of brokenByDependency(symbols, new Set(broken.keys()))) {
        broken.set(symbol.name, { fileName: symbol.fileName, reason: `Dependent class is invalid and needs recompilation: ${culprit}` });
    }
    return broken;
}

function metadataProblems(schema: OrgSchema): Problem[] {
    return schema.problems.map(({ path, problem, kind = 'error' }) => ({ fileName: path, line: 1, column: 1, problem, kind }));
}

/** Everything that the compiled output depends on: the tool, the sources, the metadata, the features. */
function fingerprint({ project, schema }: ProgramInput): string {
    const hash = createHash('sha256').update(toolFingerprint());
    const add = (...texts: string[]): void => texts.forEach((text) => hash.update(text).update('\0'));
    add([...schema.features].sort().join(','));
    for (const source of project.apex) {
        add(source.path, source.kind, String(source.apiVersion), source.text);
    }
    for (const file of project.metadata) {
        add(file.type, file.fullName, file.path, JSON.stringify(file.content));
    }
    return hash.digest('hex');
}
