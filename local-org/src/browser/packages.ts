import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The folder of an installed package; works where its exports map hides package.json. */
export function packageFolder(name: string): string {
    for (const path of require.resolve.paths(name) ?? []) {
        const folder = join(path, name);
        try {
            readFileSync(join(folder, 'package.json'));
            return folder;
        } catch {
            // Not in this node_modules; the next one up may have it.
        }
    }
    throw new Error(`The package ${name} is not installed. Run npm ci.`);
}

export function packageVersion(name: string): string {
    return (JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8')) as { version: string }).version;
}

/** The folder of node_modules that holds `name`. */
export function modulesFolder(name: string): string {
    return name.split('/').reduce((folder) => dirname(folder), packageFolder(name));
}
