/** Compiles the project's components and the page around them; everything in `vendor` stays outside. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lwc, replace } from './rollupPlugins.ts';
import { rollup } from 'rollup';
import type { Plugin } from 'rollup';
import { DEFINITIONS, LWC_OPTIONS } from './vendor.ts';
import type { Vendor } from './vendor.ts';
import { UnknownModuleError, salesforceModules, standInNames } from './salesforceModules.ts';
import type { SalesforceModules } from './salesforceModules.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const COMPONENTS = '\0components';

/** What Rollup and the LWC compiler throw; each keeps the place in a field of its own. */
interface BuildError extends Error {
    id?: string;
    loc?: { file?: string; line: number; column: number };
    location?: { line: number; column: number };
}

/** A component does not compile: the compiler's message with file and position. */
export class ComponentError extends Error {
    constructor(cause: BuildError) {
        super(placeOf(cause) + cause.message, { cause });
        this.name = 'ComponentError';
    }
}

/** `file:line:column: `, counted from 1; templates' columns are already. */
function placeOf({ id, loc, location }: BuildError): string {
    const file = (loc?.file ?? id)?.replace(/\?.*$/, '');
    const at = loc ?? location;
    if (!file || !at) {
        return file ? `${file}: ` : '';
    }
    return `${file}:${at.line}:${file.endsWith('.html') ? at.column : at.column + 1}: `;
}

export interface ApplicationOptions extends SalesforceModules {
    /** Components that a tab shows: only these are reachable from the page. */
    tabComponents: string[];
    vendor: Vendor;
    folder: string;
}

/** Writes `main.js` and its chunks to `folder`. */
export async function buildApplication(options: ApplicationOptions): Promise<void> {
    mkdirSync(options.folder, { recursive: true });
    const ours = new Set(standInNames());
    try {
        const build = await rollup({
            input: { main: join(HERE, 'page', 'main.js') },
            external: (id) => id in options.vendor.imports && !ours.has(id),
            plugins: [
                tabComponents(options.tabComponents),
                salesforceModules(options),
                lwc({ rootDir: join(HERE, 'page'), modules: [], ...LWC_OPTIONS, sourcemap: true }),
                replace({ preventAssignment: true, values: DEFINITIONS })
            ],
            onwarn(warning, warn) {
                if (warning.code === 'UNRESOLVED_IMPORT') {
                    throw new UnknownModuleError(warning.exporter ?? '', warning.id, 'the local org has no such module');
                }
                if (warning.code !== 'CIRCULAR_DEPENDENCY') {
                    warn(warning);
                }
            }
        });
        await build.write({ dir: options.folder, format: 'es', sourcemap: true, chunkFileNames: 'chunks/[name]-[hash].js' });
        await build.close();
    } catch (error) {
        throw new ComponentError(error as BuildError);
    }
}

/** `local-org/components`: component name → loader, for the page. */
function tabComponents(names: string[]): Plugin {
    return {
        name: 'tab-components',
        resolveId: { order: 'pre', handler: (source) => (source === 'local-org/components' ? COMPONENTS : null) },
        load(id) {
            if (id !== COMPONENTS) {
                return null;
            }
            const entries = names.map((name) => `${JSON.stringify(name)}: () => import(${JSON.stringify(`c/${name}`)})`);
            return `export default {${entries.join(', ')}};`;
        }
    };
}
