/** Anonymous Apex as the text of a class: its statements are a method, the methods and types that it declares are members. */

export const ANONYMOUS = 'AnonymousBlock';
const BODY = 'anonymousBlockBody';
const START = 'anonymousBlockStart';

/** The first line of the text is ours alone. */
const HEADER_FRAME = new RegExp(`^Class\\.${ANONYMOUS}\\.\\S+: line 1,`);

export interface AnonymousText {
    text: string;
    /** The static method that runs it. */
    start: string;
    /** The line of the anonymous Apex that a line of the text stands for. */
    lineOf(line: number): number;
    /** A place in the text as a place in the anonymous Apex; what is past it stands at its end. */
    placeOf(place: { line: number; column: number }): { line: number; column: number };
    /** A stack trace as Salesforce writes it for anonymous Apex. */
    traceOf(stackTrace: string): string;
}

/**
 * Statements and members keep their columns; each half keeps its lines and has blanks where the other's text is.
 * With sharing: anonymous Apex runs with the rights of who runs it.
 */
export function anonymousText(code: string): AnonymousText {
    const members = memberRanges(code);
    const codeLines = code.split('\n');
    const lines = codeLines.length;
    const header = `public with sharing class ${ANONYMOUS} { public static void ${START}() { new ${ANONYMOUS}().${BODY}(); }`;
    const text = [header, keep(code, members, true), `void ${BODY}() {`, keep(code, members, false), '} }'].join('\n');
    const lineOf = (line: number): number => Math.min(lines, Math.max(1, line <= lines + 1 ? line - 1 : line - lines - 2));
    return {
        text,
        start: START,
        lineOf,
        placeOf: ({ line, column }) =>
            line > 2 * lines + 2 ? { line: lines, column: codeLines[lines - 1].length + 1 } : { line: lineOf(line), column },
        traceOf: (stackTrace) =>
            stackTrace
                .split('\n')
                .filter((frame) => !HEADER_FRAME.test(frame))
                .map((frame) =>
                    frame
                        .replace(new RegExp(`^Class\\.${ANONYMOUS}\\.(?:${BODY}|<init>): line (\\d+)`), `${ANONYMOUS}: line $1`)
                        .replace(
                            new RegExp(`(${ANONYMOUS}.*: line )(\\d+)`),
                            (_, before: string, line: string) => before + lineOf(Number(line))
                        )
                )
                .join('\n')
    };
}

interface Range {
    from: number;
    to: number;
}

/** The code with everything inside (or outside) the ranges blanked; line breaks stay. */
function keep(code: string, ranges: readonly Range[], inside: boolean): string {
    let result = '';
    let at = 0;
    const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
    for (const { from, to } of ranges) {
        result += inside ? blank(code.slice(at, from)) : code.slice(at, from);
        result += inside ? code.slice(from, to) : blank(code.slice(from, to));
        at = to;
    }
    return result + (inside ? blank(code.slice(at)) : code.slice(at));
}

const MODIFIERS = String.raw`(?:(?:@\w+(?:\s*\([^)]*\))?|public|private|protected|global|virtual|abstract|override|(?:with|without|inherited)\s+sharing)\s+)*`;
const TYPE = String.raw`[A-Za-z_][\w.]*(?:\s*<[\w\s.,<>]*>)?(?:\s*\[\s*\])*`;
const MEMBER = new RegExp(
    String.raw`^\s*${MODIFIERS}(?:(?:class|interface|enum)\s+\w+|(?!(?:new|return|throw|else|insert|update|upsert|delete|undelete|merge)\b)${TYPE}\s+\w+\s*\()`,
    'i'
);

/** Where methods and types are declared. */
function memberRanges(code: string): Range[] {
    const plain = withoutTexts(code);
    const ranges: Range[] = [];
    let depth = 0;
    let from = 0;
    for (let at = 0; at < plain.length; at++) {
        const char = plain[at];
        if ('{(['.includes(char)) {
            depth++;
        } else if ('})]'.includes(char)) {
            depth--;
        }
        if (depth <= 0 && (char === '}' || char === ';')) {
            if (char === '}' && MEMBER.test(plain.slice(from, at))) {
                ranges.push({ from, to: at + 1 });
            }
            from = at + 1;
        }
    }
    return ranges;
}

/** Comments and string literals blanked, so that braces in them count for nothing. */
function withoutTexts(code: string): string {
    return code.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'/g, (text) => text.replace(/[^\n]/g, ' '));
}
