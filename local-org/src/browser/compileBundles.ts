/** What the LWC compiler refuses of bundles, file by file: for a deployment, which wants every problem with its place. */
import { globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import * as compiler from 'lwc/compiler';
import * as templateCompiler from 'lwc/template-compiler';
import { LWC_OPTIONS } from './vendor.ts';

// Their declarations export types alone.
const { transformSync } = compiler as unknown as { transformSync(source: string, fileName: string, options: object): unknown };
const { compile: compileTemplate } = templateCompiler as unknown as {
    compile(source: string, fileName: string, options: object): { warnings: TemplateDiagnostic[] };
};

interface TemplateDiagnostic {
    level: number;
    message: string;
    location?: { line: number; column: number };
}

export interface ComponentProblem {
    /** Relative to the directory, with `/`. */
    fileName: string;
    /** From 1. */
    line: number;
    column: number;
    problem: string;
}

/** Diagnostics above this level are remarks. */
const ERROR_LEVEL = 1;
/** Tests and their mocks are no part of a bundle. */
const NO_SOURCES = /(?:^|[\\/])__(?:tests|mocks)__[\\/]/;

/** @param bundles folders of bundles, relative to the directory */
export function compileBundles(directory: string, bundles: readonly string[]): ComponentProblem[] {
    return bundles.flatMap((bundle) =>
        globSync('**/*.{js,html,css}', { cwd: join(directory, bundle) })
            .filter((file) => !NO_SOURCES.test(file))
            .sort()
            .flatMap((file) => compileFile(directory, bundle, file.replaceAll('\\', '/')))
    );
}

function compileFile(directory: string, bundle: string, file: string): ComponentProblem[] {
    const fileName = `${bundle}/${file}`;
    const text = readFileSync(join(directory, fileName), 'utf8');
    const names = { name: bundle.slice(bundle.lastIndexOf('/') + 1), namespace: 'c' };
    if (extname(file) === '.html') {
        const { enableDynamicComponents, enableLwcOn, apiVersion } = LWC_OPTIONS;
        return compileTemplate(text, file, { ...names, enableDynamicComponents, enableLwcOn, apiVersion }).warnings.flatMap(
            ({ level, message, location }) =>
                level <= ERROR_LEVEL ? [{ fileName, line: location?.line ?? 1, column: location?.column ?? 1, problem: message }] : []
        );
    }
    try {
        transformSync(text, file, { ...names, ...LWC_OPTIONS });
        return [];
    } catch (error) {
        return [problemOf(error as CompilerError, fileName)];
    }
}

interface CompilerError extends Error {
    location?: { line: number; column: number };
}

function problemOf({ message, location }: CompilerError, fileName: string): ComponentProblem {
    const code = /LWC\d+/.exec(message)?.[0];
    // Without the path of this machine, the place, which is told beside it, and the excerpt below it.
    const text = message
        .split('\n', 1)[0]
        .replace(/^(?:\w+Error: )?/, '')
        .replace(/LWC\d+: /, '')
        .replace(/^\S*[\\/][^\s:]*(?::\d+:\d+)?: /, '')
        .replace(/^\S+\.(?:js|css): /, '')
        .replace(/ \(\d+:\d+\)$/, '');
    // Columns of scripts are counted from 0, those of style sheets from 1.
    const column = (location?.column ?? 0) + Number(!fileName.endsWith('.css'));
    return { fileName, line: location?.line ?? 1, column, problem: code ? `${code}: ${text.replace(/^LWC\d+: /, '')}` : text };
}
