import type { Assembly } from '../localOrg.ts';
import type { ClassCoverage } from './results.ts';

/** Lines run so far of every class and trigger that is not a test; a file that nothing has loaded counts as not run. */
export function collectCoverage(org: Assembly): ClassCoverage[] {
    const counted = org.runtime.lineCoverage.snapshot();
    return org.program.modules
        .filter((module) => !module.types.some((meta) => meta.outer === null && meta.isTest))
        .map((module) => {
            const hits = counted.get(module.fileName);
            return {
                name: module.typeName,
                fileName: module.fileName,
                lines: new Map([...module.coverageLines].sort((a, b) => a - b).map((line) => [line, (hits?.get(line) ?? 0) > 0]))
            };
        })
        .filter((coverage) => coverage.lines.size > 0)
        .sort((a, b) => (a.name < b.name ? -1 : 1));
}
