/** Static resources become rows with their content: a file as it is, a folder as an archive. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { xmlText } from '../../schema/xml.ts';
import type { DeployContext } from './deployPlatform.ts';

/** Where the format's time begins: archives of the same files are the same. */
const NO_TIME = new Date(1980, 0, 1);

export function deployStaticResources(context: DeployContext): void {
    const { store, project, adminId } = context;
    const kept: string[] = [];
    for (const file of project.metadata.filter((each) => each.type === 'StaticResource')) {
        const body = contentOf(join(project.directory, file.path));
        if (!body) {
            context.problem(file, `No content of the static resource ${file.fullName} found`);
            continue;
        }
        const values = {
            Name: file.fullName,
            ContentType: xmlText(file.content, 'contentType') ?? 'application/octet-stream',
            CacheControl: xmlText(file.content, 'cacheControl') ?? 'Private',
            Description: xmlText(file.content, 'description') ?? null,
            Body: body,
            BodyLength: body.length
        };
        const known = store.get('SELECT Id AS id FROM StaticResource WHERE Name = ?', file.fullName);
        const id = known ? String(known.id) : store.insert('StaticResource', values, { userId: adminId });
        if (known) {
            store.update('StaticResource', id, values, { userId: adminId });
        }
        kept.push(id);
    }
    store.change('StaticResource', 'DELETE FROM StaticResource WHERE Id NOT IN (SELECT value FROM json_each(?))', JSON.stringify(kept));
}

/** `logo.resource-meta.xml` describes `logo.resource`, `logo.png` or the folder `logo`. Null when there is none of them. */
function contentOf(meta: string): Uint8Array | null {
    const folder = dirname(meta);
    const name = basename(meta).replace(/\.resource(?:-meta\.xml)?$/, '');
    const own = existsSync(folder)
        ? readdirSync(folder).find(
              (each) =>
                  each === name || (each.startsWith(`${name}.`) && !each.includes('.', name.length + 1) && !each.endsWith('-meta.xml'))
          )
        : undefined;
    if (own === undefined) {
        return null;
    }
    const path = join(folder, own);
    return statSync(path).isDirectory() ? zipSync(filesUnder(path), { level: 0, mtime: NO_TIME }) : readFileSync(path);
}

/** The folder's files by their paths within it, in the order of the names. */
function filesUnder(directory: string, prefix = ''): Record<string, Uint8Array> {
    const files: Record<string, Uint8Array> = {};
    for (const entry of readdirSync(directory, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1))) {
        const path = join(directory, entry.name);
        Object.assign(
            files,
            entry.isDirectory() ? filesUnder(path, `${prefix}${entry.name}/`) : { [prefix + entry.name]: readFileSync(path) }
        );
    }
    return files;
}
