/** Checks Apex given as texts or folders, for the tests of this room. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkProject } from '../../src/compiler/check.ts';
import type { CheckResult } from '../../src/compiler/check.ts';
import { createLibrary } from '../../src/compiler/libraryPort.ts';
import type { IsSupported } from '../../src/compiler/libraryPort.ts';
import type { ClassDeclaration, CompilationUnit, Expression, MethodDeclaration, Statement } from '../../src/language/ast.ts';
import { parseApex } from '../../src/language/parseApex.ts';
import { buildSchema } from '../../src/schema/buildSchema.ts';
import { loadProject } from '../../src/schema/loadProject.ts';
import type { Schema } from '../../src/schema/model.ts';

export const PROJECT = fileURLToPath(new URL('project', import.meta.url));
export const BROKEN = fileURLToPath(new URL('broken', import.meta.url));
const project = loadProject(PROJECT);
export const schema: Schema = buildSchema(project);
const LABELS = new Set(['Greeting']);
const library = createLibrary(() => true);

export interface Checked extends CheckResult {
    units: Map<string, CompilationUnit>;
    /** `3:9 Variable does not exist: x`, with the file's name before it when there are several files. */
    texts: string[];
}

/** Checks classes by name against the schema of the test project. */
export function check(sources: Record<string, string>, options: { apiVersion?: number; isSupported?: IsSupported } = {}): Checked {
    const units = new Map<string, CompilationUnit>();
    for (const [name, text] of Object.entries(sources)) {
        units.set(name, parseApex(`${name}.cls`, text, /^\s*trigger\b/i.test(text) ? 'trigger' : 'class'));
    }
    const result = checkProject({
        units: [...units.values()].map((unit) => ({ unit, apiVersion: options.apiVersion ?? 67 })),
        schema,
        library: options.isSupported ? createLibrary(options.isSupported) : library,
        labels: LABELS
    });
    const several = units.size > 1;
    const texts = result.problems.map(
        ({ fileName, line, column, problem }) => `${several ? `${fileName}:` : ''}${line}:${column} ${problem}`
    );
    return { ...result, units, texts };
}

/** Problems of one statement, or a few, in a method with some parameters at hand; columns count from the statement's start. */
export function problemsOf(statements: string, members = '', apiVersion = 67): string[] {
    return check(
        {
            Probe: `public virtual class Probe { ${members}\nvoid run(String s, Integer i, Boolean b, Account a, Object o, Long l, Decimal d) {\n${statements}\n} }`
        },
        { apiVersion }
    ).texts.map((text) => text.replace(/^(\d+):/, (_, line: string) => (Number(line) === 3 ? '' : `${Number(line) - 2}:`)));
}

/** Every class of the test project. */
export function projectSources(): Record<string, string> {
    return Object.fromEntries(project.apex.map(({ name, text }) => [name, text]));
}

/** The broken classes by name. */
export function brokenSources(): Record<string, string> {
    const files = readdirSync(BROKEN).filter((file) => file.endsWith('.cls'));
    return Object.fromEntries(files.map((file) => [file.replace(/\.cls$/, ''), readFileSync(`${BROKEN}/${file}`, 'utf8')]));
}

/** The statements of a method of a checked class. */
export function bodyOf(checked: Checked, className: string, methodName: string): Statement[] {
    const declaration = checked.units.get(className)!.declaration as ClassDeclaration;
    const method = declaration.members.find(
        (member): member is MethodDeclaration => member.kind === 'method' && member.name === methodName
    );
    return method!.body!.statements;
}

/** The expression of the n-th statement: its own, or the initialiser of its first variable. */
export function expressionOf(statement: Statement): Expression {
    if (statement.kind === 'expressionStatement') {
        return statement.expression;
    }
    if (statement.kind === 'localVariables') {
        return statement.declarators[0]!.initializer!;
    }
    throw new Error(`no expression in ${statement.kind}`);
}
