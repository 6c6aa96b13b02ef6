/**
 * Every problem of a project: those of sources, schema and metadata files, and those that show when its metadata are deployed to a
 * new org.
 */
import type { Problem } from '../compiler/annotations.ts';
import { assemble } from './assemble.ts';
import { metadataProblems } from './metadataProblems.ts';
import type { OpenOptions } from './options.ts';
import { byPlace } from './problems.ts';

/** @throws ProjectError when the project cannot be loaded */
export function checkFolder(directory: string, options: OpenOptions): Problem[] {
    const { problems, store, project, cacheDirectory } = assemble(directory, options);
    store.close();
    return [...problems, ...metadataProblems(project, cacheDirectory)].sort(byPlace);
}
