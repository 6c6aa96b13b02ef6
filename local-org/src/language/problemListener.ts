/** ANTLR's reports → problems in Salesforce's words. */
import type { Antlr } from './antlr.ts';
import { loadAntlr } from './antlr.ts';
import type { TreeContext } from './treeContext.ts';
import { positionOf } from './treeContext.ts';

/** How Salesforce names the tokens that have no text of their own. */
const TOKEN_NAMES: Record<string, string> = {
    Identifier: 'IDENTIFIER',
    IntegerLiteral: 'INTEGER_LITERAL',
    StringLiteral: 'STRING_LITERAL'
};

/**
 * Salesforce's parser says `Missing ';' at 'x'` (one token could be put in), `Extra ';', at 'x'.` (one could be left
 * out), `Expecting ';' but was: 'x'` (only one was possible) and `Unexpected token 'x'.` (else).
 *
 * ANTLR often gives up at a token before the one that is wrong, because it looks ahead before it moves. The wrong one
 * is where the looking ahead stopped.
 */
export class ParserReports {
    private readonly file: TreeContext;
    private farthest: Antlr.Token | null = null;
    private reported = -1;

    constructor(file: TreeContext) {
        this.file = file;
    }

    /** Notes how far the parser looks. */
    watch(stream: Antlr.CommonTokenStream): void {
        const watched = stream as unknown as { LT(k: number): Antlr.Token | null };
        const original = watched.LT.bind(stream);
        watched.LT = (k) => {
            const token = original(k);
            // Looking two tokens ahead is no prediction, but a try at repair.
            if (k === 1 && token && (this.farthest === null || token.tokenIndex > this.farthest.tokenIndex)) this.farthest = token;
            return token;
        };
    }

    listener(): Antlr.ErrorListener<Antlr.Token> {
        const { antlr } = loadAntlr();
        const listener = new antlr.ErrorListener<Antlr.Token>();
        listener.syntaxError = (recognizer, token, _line, _column, message) => {
            this.report(recognizer as unknown as Antlr.Parser, token, message);
        };
        return listener;
    }

    private report(parser: Antlr.Parser, offending: Antlr.Token, message: string): void {
        const culprit = this.farthest && this.farthest.tokenIndex > offending.tokenIndex ? this.farthest : offending;
        // What follows within the stretch that has been complained about is an echo.
        if (culprit.tokenIndex <= this.reported) return;
        this.reported = culprit.tokenIndex;
        const words = culprit === offending ? inSalesforcesWords(message, parser, culprit) : unexpected(culprit);
        this.file.problems.push({ ...positionOf(culprit), message: words });
    }
}

/** A token as messages show it: a string without its quotes. */
function shown(token: Antlr.Token): string {
    const { ApexLexer } = loadAntlr().apex;
    if (token.type === ApexLexer.EOF) return '<EOF>';
    return token.type === ApexLexer.StringLiteral ? token.text.slice(1, -1) : token.text;
}

function unexpected(token: Antlr.Token): string {
    return `Unexpected token '${shown(token)}'.`;
}

function inSalesforcesWords(message: string, parser: Antlr.Parser, token: Antlr.Token): string {
    const actual = shown(token);
    const one = /expecting (?!\{)(.+)$/.exec(message)?.[1] ?? /^missing (?!\{)(.+) at /.exec(message)?.[1];
    if (one !== undefined) {
        const expected = tokenName(one);
        if (message.startsWith('missing')) return `Missing '${expected}' at '${actual}'`;
        if (message.startsWith('extraneous')) return `Extra '${expected}', at '${actual}'.`;
        if (message.startsWith('mismatched')) return `Expecting '${expected}' but was: '${actual}'`;
    }
    const { RBRACE } = loadAntlr().apex.ApexParser;
    if (actual === '<EOF>' && expects(parser, RBRACE)) return "Expecting '}' but was: '<EOF>'";
    return unexpected(token);
}

function expects(parser: Antlr.Parser, type: number): boolean {
    return (parser.getExpectedTokens() as unknown as { contains(type: number): boolean }).contains(type);
}

/** Keywords are shown in upper case. */
function tokenName(name: string): string {
    if (name.startsWith("'")) return name.slice(1, -1).toUpperCase();
    return TOKEN_NAMES[name] ?? name;
}

/** Reports text that is no token. */
export function lexerListener(file: TreeContext): Antlr.ErrorListener<number> {
    const { antlr } = loadAntlr();
    const listener = new antlr.ErrorListener<number>();
    listener.syntaxError = (recognizer, _symbol, line, column) => {
        const start = (recognizer as Antlr.Lexer)._tokenStartCharIndex;
        file.problems.push({ line, column: column + 1, message: unknownText(file.text, start) });
    };
    return listener;
}

const BAD_ESCAPE = /\\(?!u[0-9a-f]{4}|[btnfr"'\\])/i;

/** A broken string or a foreign character. */
function unknownText(text: string, start: number): string {
    const char = text[start] ?? '';
    if (char === "'") return brokenString(text.slice(start, start + 2000));
    if (/[\u0080-\uFFFF]/.test(char)) return invalidIdentifier(char);
    if (char === '"' || char === '`') return `Unrecognized symbol '${char}', which is not a valid Apex identifier.`;
    return `Found punctuation symbol or operator '${char}' that isn't valid in Apex.`;
}

function brokenString(text: string): string {
    const closed = /^'(?:[^'\\\r\n]|\\.)*'/.exec(text)?.[0];
    const bad = closed === undefined ? null : BAD_ESCAPE.exec(closed);
    if (closed === undefined || bad === null) return "Missing closing quote character ' on string.";
    const sequence = closed.slice(bad.index, bad.index + 2);
    return `Illegal string literal: Invalid string literal ${closed}. Illegal character sequence ${sequence}' in string literal.`;
}

export function invalidIdentifier(name: string): string {
    return (
        `Invalid identifier '${name}'. Apex identifiers must start with an ASCII letter (a-z or A-Z) followed by ` +
        "any number of ASCII letters (a-z or A-Z), digits (0 - 9), '_'."
    );
}
