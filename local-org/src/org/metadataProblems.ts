/** What a deployment would refuse of a project's metadata files, each by itself; kept on disk as long as no file changes. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../compiler/annotations.ts';
import { openContentCache } from '../language/contentCache.ts';
import { typeProblems } from '../metadata/index.ts';
import type { Project } from '../schema/project.ts';
import { toolFingerprint } from './toolFingerprint.ts';

const KEPT = 24;

/** Of every metadata file that the project has loaded, in the order of the files. */
export function metadataProblems(project: Project, cacheDirectory: string): Problem[] {
    const paths = [...new Set(project.metadata.map(({ path }) => path))];
    const files = paths.map((path) => ({ path, text: readFileSync(join(project.directory, path), 'utf8') }));
    const hash = createHash('sha256').update(toolFingerprint());
    files.forEach(({ path, text }) => hash.update(`${path}\0${text}\0`));
    const cache = openContentCache<Problem[]>(join(cacheDirectory, 'metadata'), 'problems', KEPT);
    const key = hash.digest('hex');
    const kept = cache.get(key);
    if (kept) {
        return kept;
    }
    const problems = files.flatMap(({ path, text }) =>
        typeProblems(withoutPackageDirectory(path, project.packageDirectories), text).map(({ line, column, problem }): Problem => ({
            fileName: path,
            line,
            column,
            problem,
            kind: 'error'
        }))
    );
    cache.put(key, problems);
    return problems;
}

/** A package directory may be called as a type's directory is: `reports/main/default/classes/…`. */
function withoutPackageDirectory(path: string, packageDirectories: readonly string[]): string {
    const own = packageDirectories.find((each) => path.startsWith(`${each}/`));
    return own === undefined ? path : path.slice(own.length + 1);
}
