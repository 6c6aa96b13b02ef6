/**
 * The LWC engine and Salesforce's base components as native ES modules, built once and kept by the
 * versions that went in: they change with the lockfile only, the app with every save.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { lwc, replace } from './rollupPlugins.ts';
import { rollup } from 'rollup';
import type { Plugin, RollupLog } from 'rollup';
import { packageFolder, packageVersion } from './packages.ts';

const HERE = dirname(fileURLToPath(import.meta.url));

/** Raise when the way of building changes, so that kept builds are made anew. */
const RECIPE = 3;

/** Base components that we replace (they reach into the platform) or that nobody imports by name. */
const LEFT_OUT = /^lightning\/(navigation|iconSvgTemplates.*)$/;

export interface Vendor {
    folder: string;
    /** Import map: specifier → file name below `folder`. */
    imports: Record<string, string>;
}

export const LWC_OPTIONS = {
    enableDynamicComponents: true,
    enableLwcOn: true,
    enableSyntheticElementInternals: true,
    apiVersion: 66
} as const;

export const DEFINITIONS: Record<string, string> = {
    'process.env.NODE_ENV': JSON.stringify('development'),
    'import.meta.env.SSR': 'false'
};

/** Builds into `cacheFolder` unless a build of the same versions is there. */
export async function buildVendor(cacheFolder: string, onProgress: (message: string) => void): Promise<Vendor> {
    const key = ['lwc', '@lwc/synthetic-shadow', 'lightning-base-components'].map(
        (name) => `${name.split('/').at(-1)}-${packageVersion(name)}`
    );
    const folder = join(cacheFolder, `vendor-${RECIPE}-${key.join('-')}`);
    const mapFile = join(folder, 'imports.json');
    if (existsSync(mapFile)) {
        return { folder, imports: JSON.parse(readFileSync(mapFile, 'utf8')) as Record<string, string> };
    }
    onProgress('Building the base components, once (about half a minute) …');
    const temporary = `${folder}.${process.pid}.tmp`;
    rmSync(temporary, { recursive: true, force: true });
    mkdirSync(temporary, { recursive: true });
    const imports = await bundle(temporary);
    writeFileSync(join(temporary, 'imports.json'), JSON.stringify(imports));
    try {
        renameSync(temporary, folder);
    } catch (error) {
        rmSync(temporary, { recursive: true, force: true });
        if (!existsSync(mapFile)) {
            throw error;
        }
        // Another process has built the same meanwhile.
    }
    return { folder, imports };
}

async function bundle(folder: string): Promise<Record<string, string>> {
    const exposed = (
        JSON.parse(readFileSync(join(packageFolder('lightning-base-components'), 'package.json'), 'utf8')) as { lwc: { expose: string[] } }
    ).lwc.expose;
    const names = ['lwc', '@lwc/synthetic-shadow', ...exposed.filter((name) => !LEFT_OUT.test(name))];
    const build = await rollup({
        input: Object.fromEntries(names.map((name) => [name, name])),
        plugins: [
            platformOnlyModules,
            entriesFrom(join(HERE, 'page', 'entry.js')),
            lwc({ rootDir: join(HERE, 'page'), modules: [{ npm: 'lightning-base-components' }], ...LWC_OPTIONS }),
            nodeResolve(),
            replace({ preventAssignment: true, values: DEFINITIONS })
        ],
        preserveEntrySignatures: 'strict',
        onwarn: ignoreVendorWarnings
    });
    const { output } = await build.write({
        dir: folder,
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        minifyInternalExports: false
    });
    await build.close();
    return Object.fromEntries(output.flatMap((chunk) => (chunk.type === 'chunk' && chunk.isEntry ? [[chunk.name, chunk.fileName]] : [])));
}

/** What the base components import and the package does not ship. */
const platformOnlyModules: Plugin = {
    name: 'platform-only-modules',
    resolveId(source) {
        if (/^lightning\/iconSvgTemplates.*Rtl$/.test(source)) {
            return '\0no-icons';
        }
        return source === 'force/navigation' ? '\0navigation' : null;
    },
    load(id) {
        switch (id) {
            case '\0no-icons':
                return 'export default {}';
            case '\0navigation':
                return 'export const NavigationMixin = (Base) => Base; export class CurrentPageReference {}';
            default:
                return null;
        }
    }
};

/** Rollup resolves entries without an importer; the LWC resolver needs one to start looking from. */
function entriesFrom(importer: string): Plugin {
    return {
        name: 'entries',
        resolveId(source, from, options) {
            return from ? null : this.resolve(source, importer, { ...options, skipSelf: true, isEntry: true });
        }
    };
}

/** The base components' own warnings are not ours to mend. */
function ignoreVendorWarnings(warning: RollupLog, warn: (warning: RollupLog) => void): void {
    const file = warning.id ?? warning.loc?.file ?? '';
    if (!file.includes('node_modules') && warning.code !== 'CIRCULAR_DEPENDENCY' && warning.plugin !== 'rollup-plugin-lwc-compiler') {
        warn(warning);
    }
}
