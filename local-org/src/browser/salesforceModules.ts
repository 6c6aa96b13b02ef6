/** Resolves what only the platform can: `@salesforce/*`, `c/*` and the `lightning/*` modules outside the base components. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rollup';
import { packageFolder } from './packages.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const STAND_INS = join(HERE, 'standIns', 'lightning');
const PREFIX = '\0salesforce:';

export interface SalesforceModules {
    /** Absolute folders of the project's LWC bundles. */
    bundles: string[];
    /** Custom labels by name. */
    labels: ReadonlyMap<string, string>;
}

/** A component asks for something that this org does not have; names it and where. */
export class UnknownModuleError extends Error {
    constructor(specifier: string, importer: string | undefined, why: string) {
        super(`${specifier}${importer ? ` (imported by ${importer.replace(/\?.*$/, '')})` : ''}: ${why}`);
        this.name = 'UnknownModuleError';
    }
}

export function salesforceModules({ bundles, labels }: SalesforceModules): Plugin {
    const folders = new Map(bundles.map((folder) => [folder.split('/').at(-1)!, folder]));
    return {
        name: 'salesforce-modules',
        resolveId: {
            order: 'pre',
            handler(source, importer) {
                const component = /^c\/(\w+)$/.exec(source)?.[1];
                if (component) {
                    const folder = folders.get(component);
                    if (!folder) {
                        throw new UnknownModuleError(source, importer, 'the project has no such component');
                    }
                    return `${join(folder, `${component}.js`)}?specifier=c/${component}`;
                }
                const standIn = /^lightning\/(\w+)$/.exec(source)?.[1];
                if (standIn && existsSync(join(STAND_INS, standIn))) {
                    return `${join(STAND_INS, standIn, `${standIn}.js`)}?specifier=lightning/${standIn}`;
                }
                if (/^lightning\/\w+$/.test(source)) {
                    // Base components are external to this build: what arrives here is none, and has no stand-in either.
                    throw new UnknownModuleError(source, importer, 'the local org has no such module');
                }
                const scoped = /^@salesforce\/(i18n|client)\/([\w.]+)$/.exec(source);
                if (scoped) {
                    // What the base components are told about language and form factor, the project's components are told too.
                    const file = join(
                        packageFolder('lightning-base-components'),
                        'scopedImports',
                        `@salesforce-${scoped[1]}-${scoped[2]}.js`
                    );
                    return existsSync(file) ? file : null;
                }
                return /^@salesforce\/(apex|label|user|customPermission|userPermission|schema|resourceUrl|messageChannel)\b/.test(source)
                    ? PREFIX + source.slice('@salesforce/'.length) + '.js'
                    : null;
            }
        },
        load(id) {
            if (!id.startsWith(PREFIX)) {
                return null;
            }
            const [, kind, name] = /^([^/]+?)(?:\/(.+))?\.js$/.exec(id.slice(PREFIX.length))!;
            return { code: moduleCode(kind, name, labels), moduleSideEffects: false };
        }
    };
}

/** Names of the `lightning/*` modules that stand in for the platform's own. */
export function standInNames(): string[] {
    return readdirSync(STAND_INS).map((name) => `lightning/${name}`);
}

function moduleCode(kind: string, name: string | undefined, labels: ReadonlyMap<string, string>): string {
    const runtime = JSON.stringify(join(HERE, 'runtime', 'apex.js'));
    switch (kind) {
        case 'apex': {
            if (!name) {
                return `export { refreshApex, getSObjectValue } from ${runtime};`;
            }
            const [, className, method] = /^(.+)\.([^.]+)$/.exec(name)!;
            return `import { createApex } from ${runtime}; export default createApex(${JSON.stringify(className)}, ${JSON.stringify(method)});`;
        }
        case 'label': {
            const label = labels.get(name!.replace(/^c\./, ''));
            if (label === undefined) {
                throw new UnknownModuleError(`@salesforce/label/${name}`, undefined, 'the project has no such custom label');
            }
            return `export default ${JSON.stringify(label)};`;
        }
        case 'user':
            return `export default globalThis.localOrg.user[${JSON.stringify(name)}];`;
        case 'customPermission':
        case 'userPermission':
            return `export default globalThis.localOrg.${kind}s.includes(${JSON.stringify(name)}) || undefined;`;
        case 'schema': {
            const [objectApiName, ...field] = name!.split('.');
            return `export default ${JSON.stringify(field.length > 0 ? { objectApiName, fieldApiName: field.join('.') } : { objectApiName })};`;
        }
        case 'resourceUrl':
            return `export default ${JSON.stringify(`/resource/${name}`)};`;
        default:
            throw new UnknownModuleError(`@salesforce/${kind}/${name}`, undefined, 'not built in the local org');
    }
}
