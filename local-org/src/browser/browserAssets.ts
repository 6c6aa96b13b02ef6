/** Everything the browser loads that is not an answer of the org: page, modules, styles. */
import { readFile, readdir, rm } from 'node:fs/promises';
import { dirname, extname, join, normalize, relative, sep } from 'node:path';
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
    const built = await takeFolder(application);
    const importMap = { imports: Object.fromEntries(Object.entries(vendor.imports).map(([name, file]) => [name, `/vendor/${file}`])) };
    const template = await readFile(join(HERE, 'page', 'index.html'), 'utf8');
    const html = Buffer.from(template.replace('__IMPORT_MAP__', JSON.stringify(importMap)));
    const folders: Record<string, string> = {
        vendor: vendor.folder,
        page: join(HERE, 'page'),
        slds: join(packageFolder('@salesforce-ux/design-system'), 'assets')
    };
    return {
        async find(path) {
            if (path === '/' || path.startsWith('/lightning')) {
                return [Buffer.from(TYPES['.html']), html];
            }
            const [, name, rest] = /^\/([^/]+)\/(.+)$/.exec(path) ?? [];
            if (name === 'app') {
                const content = built.get(rest);
                return content && [typeOf(rest), content];
            }
            return name && name in folders ? fileBelow(folders[name], rest) : undefined;
        }
    };
}

function typeOf(file: string): Buffer {
    return Buffer.from(TYPES[extname(file)] ?? 'application/octet-stream');
}

/** The files of a folder by their paths with `/`; the folder is gone afterwards, so that starts leave nothing behind. */
async function takeFolder(folder: string): Promise<Map<string, Buffer>> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = new Map<string, Buffer>();
    for (const entry of entries.filter((each) => each.isFile())) {
        const path = join(entry.parentPath, entry.name);
        files.set(relative(folder, path).split(sep).join('/'), await readFile(path));
    }
    await rm(folder, { recursive: true, force: true });
    return files;
}

async function fileBelow(folder: string, path: string): Promise<Buffer[] | undefined> {
    const file = normalize(join(folder, path));
    if (!file.startsWith(folder + sep)) {
        return undefined;
    }
    try {
        return [typeOf(file), await readFile(file)];
    } catch (error) {
        if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? '')) {
            return undefined;
        }
        throw error;
    }
}
