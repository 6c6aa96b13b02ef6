/** Words, numbers, strings and symbols of a query text, with a cursor over them. */
import type { Expression, Position } from './ast.ts';
import { unquote } from './literals.ts';

export type SoqlTokenKind = 'word' | 'number' | 'string' | 'date' | 'datetime' | 'time' | 'symbol' | 'braces' | 'end';

export interface SoqlToken {
    kind: SoqlTokenKind;
    /** As written. */
    text: string;
    /** Upper-case: keywords are case-insensitive. */
    upper: string;
    start: number;
    end: number;
}

/** The text to read and where it stands in its file. */
export interface SoqlSource {
    text: string;
    start: number;
    end: number;
    positionAt(offset: number): Position;
    /** Static queries: the Apex expression whose colon stands at this offset, and where it ends. */
    bindAt?: (offset: number) => { expression: Expression; end: number } | undefined;
    /** What stands at the end, for messages: `]`, or <EOF>. */
    endText: string;
}

/** The text is no query. The platform words it differently for queries at run time (`message`) and in Apex source (`staticMessage`). */
export class SoqlSyntaxError extends Error {
    override name = 'SoqlSyntaxError';
    readonly at: Position;
    readonly offset: number;
    readonly staticMessage: string;

    constructor(message: string, at: Position, offset: number, staticMessage: string = message) {
        super(message);
        this.at = at;
        this.offset = offset;
        this.staticMessage = staticMessage;
    }
}

/** A clause of the language that this org does not know yet: not an error of the query. */
export class SoqlUnsupportedError extends Error {
    override name = 'SoqlUnsupportedError';
    readonly at: Position;

    constructor(clause: string, at: Position) {
        super(`${clause} is not supported by the local org.`);
        this.at = at;
    }
}

const DATE = /\d{4}-\d\d-\d\d(?![\d-])/y;
const DATETIME = /\d{4}-\d\d-\d\d[tT]\d\d:\d\d:\d\d(?:\.\d+)?(?:[zZ]|[+-]\d\d:?\d\d)/y;
const TIME = /\d\d:\d\d:\d\d(?:\.\d+)?(?:[zZ]|[+-]\d\d:?\d\d)/y;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_][A-Za-z0-9_$]*/y;
const STRING = /'(?:[^'\\]|\\[\s\S])*'/y;
const SPACE = /[\s\uFEFF]+/y;
const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/y;
const SYMBOL = /<=|>=|!=|<>|[()[\],.:=<>+-]/y;
const BRACES = /\{(?:[^}\\]|\\[\s\S])*\}/y;

export class SoqlScanner {
    readonly source: SoqlSource;
    /** Where reading goes on. */
    private offset: number;
    private ahead: SoqlToken | null = null;

    constructor(source: SoqlSource) {
        this.source = source;
        this.offset = source.start;
    }

    peek(): SoqlToken {
        this.ahead ??= this.read();
        return this.ahead;
    }

    next(): SoqlToken {
        const token = this.peek();
        this.ahead = null;
        this.offset = token.end;
        return token;
    }

    /** Goes on reading after a part that somebody else has read. */
    continueAt(offset: number): void {
        this.ahead = null;
        this.offset = offset;
    }

    /** The token after the next one. */
    peekSecond(): SoqlToken {
        const first = this.peek();
        const before = this.offset;
        this.offset = first.end;
        const second = this.read();
        this.offset = before;
        return second;
    }

    isWord(...words: string[]): boolean {
        const token = this.peek();
        return token.kind === 'word' && words.includes(token.upper);
    }

    isSymbol(symbol: string): boolean {
        const token = this.peek();
        return token.kind === 'symbol' && token.text === symbol;
    }

    takeWord(...words: string[]): SoqlToken | null {
        return this.isWord(...words) ? this.next() : null;
    }

    takeSymbol(symbol: string): SoqlToken | null {
        return this.isSymbol(symbol) ? this.next() : null;
    }

    expectWord(word: string): SoqlToken {
        return this.takeWord(word) ?? this.missing(word);
    }

    expectSymbol(symbol: string): SoqlToken {
        return this.takeSymbol(symbol) ?? this.missing(symbol);
    }

    expectAnyWord(): SoqlToken {
        return this.peek().kind === 'word' ? this.next() : this.unexpected();
    }

    at(token: SoqlToken): Position {
        return this.source.positionAt(token.start);
    }

    /**
     * Refuses the next token. Since Winter '25 the platform quotes everything from where its choice began
     * (`unexpected token: 'SELECT FROM'`): `since` is that place, where it is known.
     */
    unexpected(since?: SoqlToken): never {
        const token = this.peek();
        const from = since && token.kind !== 'end' ? since.start : token.start;
        const text = token.kind === 'end' ? '<EOF>' : this.source.text.slice(from, token.end);
        const staticMessage = `Unexpected token '${this.shown(token)}'.`;
        throw new SoqlSyntaxError(`unexpected token: '${text}'`, this.at(token), token.start, staticMessage);
    }

    /** Refuses the next token where only one other was possible. */
    missing(expected: string): never {
        const token = this.peek();
        const second = token.kind === 'end' ? token : this.peekSecond();
        const actual = this.shown(token);
        const canFollow = expected === 'FROM' ? token.kind === 'word' : expected === ')' && token.kind === 'end';
        let staticMessage = `Expecting '${expected}' but was: '${actual}'`;
        if (second !== token && second.upper === expected) staticMessage = `Extra '${expected}', at '${actual}'.`;
        else if (canFollow) staticMessage = `Missing '${expected}' at '${actual}'`;
        const found = token.kind === 'end' ? '<EOF>' : token.text;
        const message =
            staticMessage.startsWith('Missing') && token.kind === 'word' ? `missing value at '${found}'` : `unexpected token: '${found}'`;
        throw new SoqlSyntaxError(message, this.at(token), token.start, staticMessage);
    }

    /** A token as messages in Apex source show it: strings without their quotes. */
    private shown(token: SoqlToken): string {
        if (token.kind === 'end') return this.source.endText;
        return token.kind === 'string' ? token.text.slice(1, -1) : token.text;
    }

    private match(pattern: RegExp): string | null {
        pattern.lastIndex = this.offset;
        const text = pattern.exec(this.source.text)?.[0];
        return text !== undefined && this.offset + text.length <= this.source.end ? text : null;
    }

    private skipBlanks(): void {
        for (;;) {
            const blank = this.match(SPACE) ?? (this.source.bindAt ? this.match(COMMENT) : null);
            if (blank === null) return;
            this.offset += blank.length;
        }
    }

    private read(): SoqlToken {
        this.skipBlanks();
        const { text, end } = this.source;
        if (this.offset >= end) return this.token('end', '');
        const kinds: [SoqlTokenKind, RegExp][] = [
            ['word', WORD],
            ['datetime', DATETIME],
            ['date', DATE],
            ['time', TIME],
            ['number', NUMBER],
            ['string', STRING],
            ['symbol', SYMBOL],
            ['braces', BRACES]
        ];
        for (const [kind, pattern] of kinds) {
            const found = this.match(pattern);
            if (found !== null) return this.token(kind, found);
        }
        const char = text[this.offset] ?? '';
        const at = this.source.positionAt(this.offset);
        const message = char === "'" ? "unexpected token: '''" : `line ${at.line}:${at.column - 1} unexpected token: '${char}'`;
        throw new SoqlSyntaxError(message, at, this.offset, `Unexpected token '${char}'.`);
    }

    private token(kind: SoqlTokenKind, text: string): SoqlToken {
        return { kind, text, upper: text.toUpperCase(), start: this.offset, end: this.offset + text.length };
    }
}

/** The value of a string token. */
export function stringValue(token: SoqlToken): string {
    // `\\_` and `\\%` are for LIKE to read: they keep their backslash.
    return unquote(token.text.replace(/\\(?:\\|([%_]))/g, (whole, wildcard: string | undefined) => (wildcard ? `\\\\${wildcard}` : whole)));
}

/** Positions in a text of its own: dynamic queries. */
export function positionsIn(text: string): (offset: number) => Position {
    return (offset) => {
        const before = text.slice(0, offset);
        const line = before.split('\n').length;
        return { line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
    };
}
