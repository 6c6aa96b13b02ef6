/** Anonymous Apex: compiled against the project, run once in a transaction of its own. */
import { checkProject } from '../compiler/check.ts';
import { emitUnit } from '../compiler/emit/emitUnit.ts';
import { createLibrary } from '../compiler/libraryPort.ts';
import { parseApex } from '../language/parseApex.ts';
import { stdlibBodies } from '../stdlib/index.ts';
import type { Assembly } from './assemble.ts';
import { labelNames, parseSources } from './program.ts';
import { inTransaction } from './transactions.ts';

/** In the shape of the Tooling API's executeAnonymous, with the debug log beside it. */
export interface AnonymousResult {
    compiled: boolean;
    compileProblem: string | null;
    line: number;
    column: number;
    success: boolean;
    exceptionMessage: string | null;
    exceptionStackTrace: string | null;
    debugLog: string[];
}

const NAME = 'AnonymousBlock';
/** Anonymous Apex runs with the rights and the sharing of who runs it. */
const OPENING = `public with sharing class ${NAME} { public static void run() { `;
const API_VERSION = 67;

export function executeAnonymous(org: Assembly, userId: string, code: string): AnonymousResult {
    const unit = parseApex(NAME, `${OPENING}${code}\n} }`, 'class');
    const bodies = stdlibBodies();
    const { symbols, problems } = checkProject({
        units: [...parseSources(org.project.apex, org.cacheDirectory), { unit, apiVersion: API_VERSION }],
        schema: org.schema,
        library: createLibrary((key) => bodies.has(key)),
        labels: labelNames(org.project)
    });
    const problem = problems.find((each) => each.fileName === NAME && each.kind === 'error');
    if (problem) {
        const column = problem.line === 1 ? problem.column - OPENING.length : problem.column;
        return outcome({ compiled: false, compileProblem: problem.problem, line: problem.line, column: Math.max(1, column) });
    }
    const symbol = symbols.find((each) => each.name === NAME)!;
    org.runtime.add(emitUnit(symbol));
    const run = symbol.methods.get('run')![0];
    const debugLog: string[] = [];
    try {
        inTransaction(org, { userId, sharing: true }, (transaction) => {
            try {
                org.runtime.callStatic(NAME, run.jsName);
            } finally {
                debugLog.push(...transaction.debugLog);
            }
        });
        return outcome({ debugLog });
    } catch (error) {
        const { typeName, message, stackTrace, line } = org.runtime.explain(error);
        return outcome({
            success: false,
            exceptionMessage: `${typeName}: ${message}`,
            exceptionStackTrace: stackTrace.replaceAll(`Class.${NAME}.run`, NAME),
            line: line ?? -1,
            column: line === null ? -1 : 1,
            debugLog
        });
    }
}

function outcome(facts: Partial<AnonymousResult>): AnonymousResult {
    return {
        compiled: true,
        compileProblem: null,
        line: -1,
        column: -1,
        success: facts.compiled !== false,
        exceptionMessage: null,
        exceptionStackTrace: null,
        debugLog: [],
        ...facts
    };
}
