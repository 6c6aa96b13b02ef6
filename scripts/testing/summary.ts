import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';

/** What a part of `npm test` says of itself. `skipped` names each case that did not run. */
export interface Summary {
    passed: number;
    failed: number;
    skipped: string[];
}

const FOLDER = 'test-results';

const fileOf = (part: string): string => `${FOLDER}/${part}.json`;

export function junitFileOf(part: string): string {
    mkdirSync(FOLDER, { recursive: true });
    return `${FOLDER}/${part}.xml`;
}

export function writeSummary(part: string, summary: Summary): void {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(fileOf(part), JSON.stringify(summary, null, 2));
}

/** null when the part wrote none: it died before its end. */
export function readSummary(part: string): Summary | null {
    try {
        return JSON.parse(readFileSync(fileOf(part), 'utf8')) as Summary;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
            return null;
        }
        throw error;
    }
}

export function forgetSummary(part: string): void {
    rmSync(fileOf(part), { force: true });
    rmSync(`${FOLDER}/${part}.xml`, { force: true });
}

/** Counts the cases of a JUnit file, however deep its suites are nested. */
export function summaryOfJunit(path: string): Summary {
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', preserveOrder: false, isArray: () => true });
    const summary: Summary = { passed: 0, failed: 0, skipped: [] };
    const visit = (node: unknown): void => {
        if (Array.isArray(node)) {
            node.forEach(visit);
        } else if (node !== null && typeof node === 'object') {
            for (const [tag, children] of Object.entries(node)) {
                if (tag === 'testcase') {
                    (children as Record<string, unknown>[]).forEach((testcase) => count(testcase, summary));
                } else {
                    visit(children);
                }
            }
        }
    };
    visit(parser.parse(readFileSync(path, 'utf8')));
    return summary;
}

function count(testcase: Record<string, unknown>, summary: Summary): void {
    if ('failure' in testcase || 'error' in testcase) {
        summary.failed++;
    } else if ('skipped' in testcase) {
        summary.skipped.push(String(testcase.name));
    } else {
        summary.passed++;
    }
}
