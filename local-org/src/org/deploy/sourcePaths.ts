/** Where a file of source format belongs, whatever folders a project sorts its files into. */

import { directoriesWithFolders } from '../../metadata/index.ts';

/** Types whose folders are part of the component: everything from the folder on counts. */
const STRICT = new RegExp(`^(?:.*/)?((?:${directoriesWithFolders().join('|')})/.+)$`);

const FOLDERS: Record<string, string> = { cls: 'classes', trigger: 'triggers', page: 'pages', component: 'components' };

/** Tests and settings of tools that lie among components and are no part of an org. */
const TOOL_FILES = /(?:^|\/)__(?:tests|mocks)__\/|(?:^|\/)(?:jsconfig\.json|tsconfig\.json|\.eslintrc\.json|\.forceignore)$/;

export function isToolFile(path: string): boolean {
    return TOOL_FILES.test(path);
}

/**
 * The same for all places that a component may lie in: `force-app/test/classes/api/FooTest.cls` and
 * `main/default/classes/FooTest.cls` are `classes/footest.cls`. Lower-case, as the org's names know no case.
 */
export function sourceKey(path: string): string {
    const apex = /([^/]+)\.(cls|trigger|page|component)(-meta\.xml)?$/.exec(path);
    const inBundle = /(?:^|\/)(?:lwc|aura|staticresources)\//.test(path);
    if (apex && !inBundle) {
        return `${FOLDERS[apex[2]]}/${apex[1]}.${apex[2]}${apex[3] ?? ''}`.toLowerCase();
    }
    const strict = STRICT.exec(path);
    if (strict) {
        return strict[1].toLowerCase();
    }
    // Suffixes tell the type: the folder is a habit.
    return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}
