import type { Project } from '../schema/project.ts';
import { loadProject } from '../schema/loadProject.ts';
import type { ProjectOptions } from './options.ts';

/** The project as far as the options ask for it. Throws ProjectError when it cannot be loaded. */
export function loadSources(directory: string, { packageDirectories }: ProjectOptions): Project {
    return loadProject(directory, packageDirectories);
}
