/** Apex REST resources: which class answers a path, and which of its methods a verb. */
import type { MethodMeta, TypeMeta } from '../../runtime/EmittedModule.ts';
import type { Assembly } from '../assemble.ts';

/** A class with @RestResource. */
export interface RestResource {
    meta: TypeMeta;
    urlMapping: string;
}

/** Verbs of HTTP by the annotation that answers them. HEAD is answered as GET is. */
const VERBS: Record<string, string> = { httpdelete: 'DELETE', httpget: 'GET', httppatch: 'PATCH', httppost: 'POST', httpput: 'PUT' };

function resourcesOf(org: Assembly): RestResource[] {
    const resources: RestResource[] = [];
    for (const meta of org.runtime.classes.types()) {
        const urlMapping = meta.annotations.find((each) => each.name.toLowerCase() === 'restresource')?.params.urlmapping;
        if (urlMapping !== undefined && meta.outer === null) {
            resources.push({ meta, urlMapping });
        }
    }
    return resources;
}

/**
 * The class that answers a path: an exact match always wins, then the longest pattern that matches.
 * `/x` and `/x/*` match the same URL; upper and lower case differ. Source: Apex Developer Guide, RestResource annotation.
 *
 * @param path after `/services/apexrest`
 */
export function resourceOf(org: Assembly, path: string): RestResource | null {
    const resources = resourcesOf(org);
    const wanted = withoutEnd(path);
    return (
        resources.find((each) => !each.urlMapping.includes('*') && withoutEnd(each.urlMapping) === wanted) ??
        resources
            .filter((each) => each.urlMapping.includes('*') && patternOf(each.urlMapping).test(wanted))
            .sort((a, b) => b.urlMapping.length - a.urlMapping.length)[0] ??
        null
    );
}

function withoutEnd(path: string): string {
    return path.replace(/\/+$/, '');
}

/** A wildcard stands for anything, slashes too; one at the end for nothing as well. */
function patternOf(urlMapping: string): RegExp {
    const escape = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
    const mapping = withoutEnd(urlMapping);
    const open = mapping.endsWith('/*');
    const parts = (open ? mapping.slice(0, -2) : mapping).split('*').map(escape).join('.+');
    return new RegExp(`^${parts}${open ? '(?:/.*)?' : ''}$`, 's');
}

/** The method of a verb, undefined when the class has none. */
export function methodOf({ meta }: RestResource, verb: string): MethodMeta | undefined {
    const wanted = verb === 'HEAD' ? 'GET' : verb;
    return meta.methods.find((method) => verbsOf(method).includes(wanted));
}

/** All verbs that a class answers, sorted. */
export function verbsAnswered({ meta }: RestResource): string[] {
    return [...new Set(meta.methods.flatMap(verbsOf))].sort();
}

function verbsOf(method: MethodMeta): string[] {
    return method.isStatic ? method.annotations.flatMap((each) => VERBS[each.name.toLowerCase()] ?? []) : [];
}
