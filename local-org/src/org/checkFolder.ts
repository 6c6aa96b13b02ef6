/** Every problem of a project: those of sources and schema, and those that show when its metadata are deployed to a new org. */
import type { Problem } from '../compiler/annotations.ts';
import { assemble } from './assemble.ts';
import type { OpenOptions } from './options.ts';

/** @throws ProjectError when the project cannot be loaded */
export function checkFolder(directory: string, options: OpenOptions): Problem[] {
    const { problems, store } = assemble(directory, options);
    store.close();
    return problems;
}
