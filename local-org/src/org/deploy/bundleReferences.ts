/** What Lightning web components name of the org – classes, labels, fields, each other – and what of it is not there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OrgSchema } from '../../schema/buildSchema.ts';
import { fieldOf } from '../../schema/model.ts';
import type { FieldSchema } from '../../schema/model.ts';
import type { Project } from '../../schema/project.ts';
import type { CompiledSources } from './replaceSources.ts';
import type { BundleProblem } from './types.ts';

const IMPORT = /\b(?:import|export)\b[^'"`;]*?['"]([^'"]+)['"]/g;
const OBJECT = /<object>\s*([^<]*?)\s*<\/object>/g;
const CHILD = /<c-([a-z][a-z0-9-]*)/g;

/** Every reference to something that is not there, of all bundles. */
export function danglingReferences(directory: string, sources: CompiledSources): BundleProblem[] {
    const bundles = new Map(sources.project.lwcBundles.map((folder) => [folder.slice(folder.lastIndexOf('/') + 1), folder]));
    const problems: BundleProblem[] = [];
    for (const [name, folder] of bundles) {
        for (const file of readdirSync(join(directory, folder)).filter((each) => /\.(?:js|html|js-meta\.xml)$/.test(each))) {
            const fileName = `${folder}/${file}`;
            const text = withoutComments(readFileSync(join(directory, fileName), 'utf8'));
            const module = (component: string): string | null =>
                bundles.has(component) ? null : `No MODULE named markup://c:${component} found : [markup://c:${name}]`;
            const checks: Record<string, () => Omit<BundleProblem, 'fileName'>[]> = {
                js: () => places(text, IMPORT, (specifier) => missingImport(specifier, { file, sources, module })),
                html: () => places(text, CHILD, (tag) => module(tag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()))),
                // Which objects of the platform an org has is its edition's and features' matter.
                xml: () => places(text, OBJECT, (object) => (object.includes('__') ? missingField(object, file, sources.schema) : null))
            };
            const found = checks[file.slice(file.lastIndexOf('.') + 1)]();
            problems.push(...found.map((each) => ({ fileName, ...each })));
        }
    }
    return problems;
}

/** Comments become blanks, so that places stay. */
function withoutComments(text: string): string {
    return text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$|<!--[^]*?-->/gm, (comment) => comment.replace(/[^\n]/g, ' '));
}

function places(text: string, pattern: RegExp, check: (name: string) => string | null): Omit<BundleProblem, 'fileName'>[] {
    return [...text.matchAll(pattern)].flatMap((match) => {
        const problem = check(match[1]);
        if (problem === null) {
            return [];
        }
        const before = text.slice(0, match.index).split('\n');
        return [{ line: before.length, column: before.at(-1)!.length + 1, problem }];
    });
}

interface ImportContext {
    file: string;
    sources: CompiledSources;
    module(component: string): string | null;
}

/** Salesforce's words for an import of something that is not there; null when it is there, or none of the org's. */
function missingImport(specifier: string, { file, sources, module }: ImportContext): string | null {
    const [, kind, name] = /^(?:@salesforce\/)?(apex|label|schema|resourceUrl|c)\/(.+)$/.exec(specifier) ?? [];
    switch (kind) {
        case 'c':
            return specifier.startsWith('@') ? null : module(name);
        case 'apex':
            return missingAction(name, sources);
        case 'label':
            return hasLabel(name, sources.project) ? null : `Invalid reference ${name} of type label in file ${file}`;
        case 'resourceUrl':
            return sources.project.metadata.some(({ type, fullName }) => type === 'StaticResource' && fullName === name)
                ? null
                : `Invalid reference ${name} of type resourceUrl in file ${file}`;
        case 'schema':
            return missingField(name, file, sources.schema);
        default:
            return null;
    }
}

function missingAction(name: string, { project, program }: CompiledSources): string | null {
    const [className, method] = name.replace(/^c\./, '').split('.');
    const source = project.apex.find((each) => each.kind === 'class' && each.name.toLowerCase() === className.toLowerCase());
    if (!source) {
        return `Unable to find Apex action class referenced as '${className}'.`;
    }
    const meta = program.modules.flatMap(({ types }) => types).find((type) => type.name.toLowerCase() === className.toLowerCase());
    const action = meta?.methods.find(
        (each) =>
            each.isStatic &&
            each.name.toLowerCase() === method?.toLowerCase() &&
            each.annotations.some((annotation) => annotation.name.toLowerCase() === 'auraenabled')
    );
    // Of a class that does not compile nothing can be said: it has its own problem.
    return action || !meta ? null : `Unable to find Apex action method referenced as '${className}.${method}'.`;
}

function hasLabel(name: string, project: Project): boolean {
    const [namespace, label] = name.split('.');
    // Labels of packages are not ours to know.
    return namespace !== 'c' || project.metadata.some(({ type, fullName }) => type === 'CustomLabel' && fullName === label);
}

function missingField(name: string, file: string, schema: OrgSchema): string | null {
    const [objectName, ...path] = name.split('.');
    let object = schema.object(objectName);
    if (!object?.present) {
        return `Invalid reference ${name} of type sobjectClass in file ${file}`;
    }
    for (const [index, part] of path.entries()) {
        const last = index === path.length - 1;
        const field: FieldSchema | undefined = last
            ? object && fieldOf(object, part)
            : [...(object?.fields.values() ?? [])].find((each) => each.relationshipName?.toLowerCase() === part.toLowerCase());
        if (!field) {
            return `Invalid reference ${name} of type sobjectField in file ${file}`;
        }
        object = last ? object : schema.object(field.referenceTo[0] ?? '');
    }
    return null;
}
