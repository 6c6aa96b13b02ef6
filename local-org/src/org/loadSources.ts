import type { Project } from '../schema/project.ts';
import { ProjectError } from '../schema/project.ts';
import { loadProject } from '../schema/loadProject.ts';
import type { ProjectOptions } from './options.ts';

/** The project as far as the options ask for it. Throws ProjectError when it cannot be loaded. */
export function loadSources(directory: string, { packageDirectories }: ProjectOptions): Project {
    const project = loadProject(directory);
    if (!packageDirectories) {
        return project;
    }
    const wanted = packageDirectories.map((path) => path.replace(/\/+$/, ''));
    const unknown = wanted.find((path) => !project.packageDirectories.includes(path));
    if (unknown !== undefined) {
        throw new ProjectError(
            `${directory}/sfdx-project.json`,
            `${unknown} is not a package directory of this project. It has: ${project.packageDirectories.join(', ')}.`
        );
    }
    const isWanted = ({ path }: { path: string }): boolean => wanted.some((folder) => path.startsWith(`${folder}/`));
    return {
        ...project,
        packageDirectories: wanted,
        apex: project.apex.filter(isWanted),
        metadata: project.metadata.filter(isWanted),
        lwcBundles: project.lwcBundles.filter((path) => isWanted({ path }))
    };
}
