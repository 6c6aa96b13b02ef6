/** A debug log as the Apex debugging header asks for it: what the code printed, in the log's own lines. */
import type { Context } from './router.ts';

/** What is recorded is System.debug alone, whatever level was asked for. */
const LEVELS = 'APEX_CODE,DEBUG';

function clock(milliseconds: number): string {
    return new Date(milliseconds).toISOString().slice(11, 21);
}

/** @param lines `LEVEL|text` each */
export function debugLogText(
    { org, params }: Context,
    code: string,
    result: { success: boolean; exceptionMessage: string | null; exceptionStackTrace: string | null },
    lines: readonly string[]
): string {
    const time = clock(org.assembly.now());
    const event = (name: string, rest = ''): string => `${time} (0)|${name}${rest}`;
    return [
        `${params.version} ${LEVELS}`,
        ...code.split('\n').map((line) => `Execute Anonymous: ${line}`),
        event('EXECUTION_STARTED'),
        ...lines.map((line) => event('USER_DEBUG', `|[EXTERNAL]|${line}`)),
        ...(result.success ? [] : [event('FATAL_ERROR', `|${result.exceptionMessage}\n\n${result.exceptionStackTrace}`)]),
        event('EXECUTION_FINISHED'),
        ''
    ].join('\n');
}
