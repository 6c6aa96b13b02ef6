/** ANTLR's reports → problems in Salesforce's words. */
import type { Antlr } from './antlr.ts';
import { loadAntlr } from './antlr.ts';
import type { TreeContext } from './treeContext.ts';

/** How Salesforce names the tokens that have no text of their own. */
const TOKEN_NAMES: Record<string, string> = {
    Identifier: 'IDENTIFIER',
    IntegerLiteral: 'INTEGER_LITERAL',
    StringLiteral: 'STRING_LITERAL',
    EOF: '<EOF>',
    '<EOF>': '<EOF>'
};

/**
 * Salesforce's parser says `Missing ';' at 'x'` (one token could be put in), `Extra ';', at 'x'.` (one could be left
 * out), `Expecting ';' but was: 'x'` (only one was possible) and `Unexpected token 'x'.` (else); so do we, as far as
 * ANTLR recovers in the same way.
 */
export class ProblemListener {
    private readonly file: TreeContext;

    constructor(file: TreeContext) {
        this.file = file;
    }

    forParser(): Antlr.ErrorListener<Antlr.Token> {
        const { antlr } = loadAntlr();
        const listener = new antlr.ErrorListener<Antlr.Token>();
        listener.syntaxError = (_, token, line, column, message) => {
            this.file.problems.push({ line, column: column + 1, message: inSalesforcesWords(message, textOf(token)) });
        };
        return listener;
    }

    forLexer(): Antlr.ErrorListener<number> {
        const { antlr } = loadAntlr();
        const listener = new antlr.ErrorListener<number>();
        listener.syntaxError = (recognizer, _, line, column) => {
            const start = (recognizer as Antlr.Lexer)._tokenStartCharIndex;
            this.file.problems.push({ line, column: column + 1, message: unknownText(this.file.text, start) });
        };
        return listener;
    }
}

function textOf(token: Antlr.Token): string {
    return token.type === -1 ? '<EOF>' : token.text;
}

function inSalesforcesWords(message: string, actual: string): string {
    const one = /expecting (?!\{)(.+)$/.exec(message)?.[1] ?? /^missing (?!\{)(.+) at /.exec(message)?.[1];
    const expected = one === undefined ? undefined : tokenName(one);
    if (expected !== undefined) {
        if (message.startsWith('missing')) return `Missing '${expected}' at '${actual}'`;
        if (message.startsWith('extraneous')) return `Extra '${expected}', at '${actual}'.`;
        if (message.startsWith('mismatched')) return `Expecting '${expected}' but was: '${actual}'`;
    }
    return `Unexpected token '${actual}'.`;
}

function tokenName(name: string): string {
    if (name.startsWith("'")) return name.slice(1, -1);
    return TOKEN_NAMES[name] ?? name;
}

const ESCAPE = /\\(?!u[0-9a-fA-F]{4}|[btnfr"'\\])/i;

/** Text that is no token: a broken string or a foreign character. */
function unknownText(text: string, start: number): string {
    if (text[start] !== "'") return `Found punctuation symbol or operator '${text[start] ?? ''}' that isn't valid in Apex.`;
    const closed = /^'(?:[^'\\\r\n]|\\.)*'/.exec(text.slice(start, start + 2000))?.[0];
    if (closed === undefined) return "Missing closing quote character ' on string.";
    const bad = ESCAPE.exec(closed);
    const sequence = bad ? closed.slice(bad.index, bad.index + 2) : '';
    return `Illegal string literal: Invalid string literal ${closed}. Illegal character sequence ${sequence} in string literal.`;
}
