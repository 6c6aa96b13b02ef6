/** Anonymous Apex: compiled against the project, run once in a transaction of its own. */
import { checkProject } from '../compiler/check.ts';
import { emitUnit } from '../compiler/emit/emitUnit.ts';
import { createLibrary } from '../compiler/libraryPort.ts';
import { parseApex } from '../language/parseApex.ts';
import { stdlibBodies } from '../stdlib/index.ts';
import { ANONYMOUS, anonymousText } from './anonymousText.ts';
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

const API_VERSION = 67;

export function executeAnonymous(org: Assembly, userId: string, code: string): AnonymousResult {
    const anonymous = anonymousText(code);
    const unit = parseApex(ANONYMOUS, anonymous.text, 'class');
    const bodies = stdlibBodies();
    const { symbols, problems } = checkProject({
        units: [...parseSources(org.project.apex, org.cacheDirectory), { unit, apiVersion: API_VERSION }],
        schema: org.schema,
        library: createLibrary((key) => bodies.has(key)),
        labels: labelNames(org.project)
    });
    const problem = problems.find((each) => each.fileName === ANONYMOUS && each.kind === 'error');
    if (problem) {
        return outcome({
            compiled: false,
            compileProblem: problem.problem,
            ...anonymous.placeOf(problem)
        });
    }
    const symbol = symbols.find((each) => each.name === ANONYMOUS)!;
    org.runtime.add(emitUnit(symbol));
    const start = symbol.methods.get(anonymous.start.toLowerCase())![0];
    const debugLog: string[] = [];
    try {
        inTransaction(org, { userId, sharing: true, quiddity: 'ANONYMOUS' }, (transaction) => {
            try {
                org.runtime.callStatic(ANONYMOUS, start.jsName);
            } finally {
                debugLog.push(...transaction.debugLog);
            }
        });
        return outcome({ debugLog });
    } catch (error) {
        const { typeName, message, stackTrace } = org.runtime.explain(error);
        const trace = anonymous.traceOf(stackTrace);
        // Of the first frame, which may be in a class.
        const line = /: line (\d+)/.exec(trace)?.[1];
        return outcome({
            success: false,
            exceptionMessage: `${typeName}: ${message}`,
            exceptionStackTrace: trace,
            line: line === undefined ? -1 : Number(line),
            column: line === undefined ? -1 : 1,
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
