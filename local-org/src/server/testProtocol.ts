/** Between the org's thread and the thread that runs its tests. Plain data: it is structured-cloned. */
import type { ClassLines, MethodCoverage, MethodResult } from '../org/tooling/TestRuns.ts';

export interface TestThreadOptions {
    projectDirectory: string;
    packageDirectories: string[];
    features: string[];
    /** Absent: all. */
    classNames?: string[];
    /** `Class.method`. */
    tests?: string[];
    coverage: boolean;
}

export type FromTests =
    | { kind: 'refused'; name: string }
    | { kind: 'started'; classes: { className: string; methods: number }[] }
    | { kind: 'finished'; tests: MethodResult[]; classes: ClassLines[]; coverage: MethodCoverage[] };
