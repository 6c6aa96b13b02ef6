/** Apex tests that are legal in a real org: those of the app, and those that state the platform's rules one by one. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

export interface TestProject {
    name: string;
    /** Where its sfdx-project.json is. */
    directory: string;
    packageDirectories: string[];
    testClasses: string[];
}

const CONFORMANCE = 'local-org/test/conformance/project';

function projectOf(name: string, directory: string): TestProject {
    const { packageDirectories } = JSON.parse(readFileSync(join(directory, 'sfdx-project.json'), 'utf8')) as {
        packageDirectories: { path: string }[];
    };
    const paths = packageDirectories.map((each) => each.path);
    const classes = paths.flatMap((path) => globSync(join(directory, path, '**/*.cls')));
    const tests = classes.filter((path) => /^\s*@IsTest\b[^{;]*\bclass\b/im.test(readFileSync(path, 'utf8')) && !isHelper(path));
    return {
        name,
        directory: resolve(directory),
        packageDirectories: paths,
        testClasses: tests.map((path) => basename(path, '.cls')).sort()
    };
}

/** Makes data for tests and has none itself: a run that names it is refused. */
function isHelper(path: string): boolean {
    return !/@IsTest\b[^{;]*\bvoid\b|\btestMethod\b/i.test(readFileSync(path, 'utf8'));
}

export function testProjects(): TestProject[] {
    return [projectOf('the app', '.'), projectOf("the platform's rules", CONFORMANCE)];
}
