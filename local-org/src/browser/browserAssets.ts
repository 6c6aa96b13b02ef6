/** Everything the browser loads that is not an answer of the org: page, modules, styles. */
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApplication } from './application.ts';
import { packageFolder } from './packages.ts';
import { buildVendor } from './vendor.ts';

const HERE = dirname(fileURLToPath(import.meta.url));

const TYPES: Record<string, string> = {
    '.js': 'text/javascript; charset=utf-8',
    '.map': 'application/json',
    '.css': 'text/css; charset=utf-8',
    '.html': 'text/html; charset=utf-8',
    '.svg': 'image/svg+xml',
    '.png': 'image/png',
    '.gif': 'image/gif',
    '.woff': 'font/woff',
    '.woff2': 'font/woff2',
    '.ttf': 'font/ttf'
};

export interface BrowserOptions {
    /** Absolute folders of the LWC bundles. */
    bundles: string[];
    labels: ReadonlyMap<string, string>;
    tabComponents: string[];
    cacheFolder: string;
    onProgress: (message: string) => void;
}

export interface BrowserAssets {
    /** `[content type, content]`; undefined when the path is none of the browser's. */
    find(path: string): Promise<Buffer[] | undefined>;
}

/** Builds what is out of date and serves it. Throws ComponentError when a component does not compile. */
export async function openBrowserAssets(options: BrowserOptions): Promise<BrowserAssets> {
    const vendor = await buildVendor(options.cacheFolder, options.onProgress);
    const application = join(options.cacheFolder, `app-${process.pid}`);
    await buildApplication({ ...options, vendor, folder: application });
    const importMap = { imports: Object.fromEntries(Object.entries(vendor.imports).map(([name, file]) => [name, `/vendor/${file}`])) };
    const template = await readFile(join(HERE, 'page', 'index.html'), 'utf8');
    const html = Buffer.from(template.replace('__IMPORT_MAP__', JSON.stringify(importMap)));
    const folders: Record<string, string> = {
        vendor: vendor.folder,
        app: application,
        page: join(HERE, 'page'),
        slds: join(packageFolder('@salesforce-ux/design-system'), 'assets')
    };
    return {
        async find(path) {
            if (path === '/' || path.startsWith('/lightning')) {
                return [Buffer.from(TYPES['.html']), html];
            }
            const [, name, rest] = /^\/([^/]+)\/(.+)$/.exec(path) ?? [];
            return name && name in folders ? fileBelow(folders[name], rest) : undefined;
        }
    };
}

async function fileBelow(folder: string, path: string): Promise<Buffer[] | undefined> {
    const file = normalize(join(folder, path));
    if (!file.startsWith(folder + sep)) {
        return undefined;
    }
    try {
        return [Buffer.from(TYPES[extname(file)] ?? 'application/octet-stream'), await readFile(file)];
    } catch (error) {
        if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) {
            return undefined;
        }
        throw error;
    }
}
