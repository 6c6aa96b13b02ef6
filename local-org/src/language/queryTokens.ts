/**
 * Queries in Apex source are read by our own reader, the one for dynamic text too: one grammar, one tree, and the
 * platform's messages. For ANTLR each query shrinks to a call that holds its binds, `[(bind, bind)`, so that it reads
 * the bind expressions where they stand and a mistake in a query leaves the rest of the file sound.
 */
import type { Antlr } from './antlr.ts';
import { loadAntlr } from './antlr.ts';
import type { Expression } from './ast.ts';
import { readQuery, readSosl, SoqlSyntaxError, SoqlUnsupportedError } from './parseSoql.ts';
import type { SoqlSource } from './soqlScanner.ts';
import type { FoundQuery, TreeContext } from './treeContext.ts';
import { positionOf } from './treeContext.ts';

/** Words that end a bind when they follow an operand. */
const AFTER_BIND = new Set('AND OR ORDER LIMIT OFFSET GROUP HAVING WITH FOR ALL UPDATE USING WHERE RETURNING IN'.split(' '));

interface Bind {
    from: number;
    to: number;
}

/** The tokens with every query replaced; the queries land in `file.queries`. */
export function takeOutQueries(tokens: Antlr.Token[], file: TreeContext): Antlr.Token[] {
    const starts = new Set(openings(tokens));
    if (starts.size === 0) return tokens;
    return new QueryTokens(tokens, starts, file).rewritten(0, tokens.length);
}

function openings(tokens: Antlr.Token[]): number[] {
    const { ApexLexer } = loadAntlr().apex;
    const found: number[] = [];
    tokens.forEach((token, index) => {
        const next = tokens[index + 1];
        const opens =
            token.type === ApexLexer.FindLiteral ||
            token.type === ApexLexer.FindLiteralAlt ||
            (token.type === ApexLexer.LBRACK &&
                (next?.type === ApexLexer.SELECT || (next?.type === ApexLexer.FIND && tokens[index + 2]?.type === ApexLexer.COLON)));
        if (opens) found.push(index);
    });
    return found;
}

class QueryTokens {
    private readonly tokens: Antlr.Token[];
    private readonly starts: Set<number>;
    private readonly file: TreeContext;
    private readonly types = loadAntlr().apex.ApexLexer;

    constructor(tokens: Antlr.Token[], starts: Set<number>, file: TreeContext) {
        this.tokens = tokens;
        this.starts = starts;
        this.file = file;
    }

    rewritten(from: number, to: number): Antlr.Token[] {
        const result: Antlr.Token[] = [];
        for (let index = from; index < to; index++) {
            if (this.starts.has(index)) index = this.query(index, result);
            else result.push(this.tokens[index] as Antlr.Token);
        }
        return result;
    }

    /** Reads the query at an opening bracket, adds what stands for it and answers the index of its last token. */
    private query(open: number, result: Antlr.Token[]): number {
        const { types, tokens } = this;
        const first = tokens[open] as Antlr.Token;
        const close = this.closing(open);
        const end = tokens[close] as Antlr.Token;
        const closed = end.type === types.RBRACK;
        const binds: Bind[] = [];
        this.file.queries.set(first.start, this.read(first, end, close, binds));

        result.push(changed(first, types.Identifier), changed(first, types.LPAREN));
        binds.forEach((bind, index) => {
            if (index > 0) result.push(changed(tokens[bind.from - 1] as Antlr.Token, types.COMMA));
            result.push(...this.rewritten(bind.from, bind.to));
        });
        const last = closed ? close : close - 1;
        result.push(changed(tokens[last] as Antlr.Token, types.RPAREN));
        return last;
    }

    private read(first: Antlr.Token, end: Antlr.Token, close: number, binds: Bind[]): FoundQuery | null {
        const { file, types } = this;
        const source: SoqlSource = {
            text: file.text,
            start: first.start + 1,
            end: end.type === types.EOF ? file.text.length : end.start,
            endText: end.type === types.EOF ? '<EOF>' : end.text,
            positionAt: file.positionAt,
            bindAt: (colon) => this.bindAt(colon, close, binds)
        };
        try {
            const isSosl = first.type !== types.LBRACK || this.tokens[this.tokens.indexOf(first) + 1]?.type === types.FIND;
            const found: FoundQuery = isSosl ? { kind: 'sosl', query: readSosl(source) } : { kind: 'soql', query: readQuery(source) };
            if (end.type === types.RBRACK) return found;
            file.problems.push({ ...positionOf(end), message: `Expecting ']' but was: '${source.endText}'` });
        } catch (error) {
            if (error instanceof SoqlSyntaxError) file.problems.push({ ...error.at, message: error.staticMessage });
            else if (error instanceof SoqlUnsupportedError) file.problems.push({ ...error.at, message: error.message, unsupported: true });
            else throw error;
        }
        binds.length = 0;
        return null;
    }

    /** The bracket that closes the query, or where it must have ended at the latest. */
    private closing(open: number): number {
        const { types, tokens } = this;
        let depth = 0;
        for (let index = open + 1; index < tokens.length; index++) {
            switch (tokens[index]?.type) {
                case types.LBRACK:
                case types.FindLiteral:
                case types.FindLiteralAlt:
                    depth++;
                    break;
                case types.RBRACK:
                    if (depth-- === 0) return index;
                    break;
                case types.SEMI:
                case types.EOF:
                    return index;
            }
        }
        return tokens.length - 1;
    }

    private bindAt(colon: number, close: number, binds: Bind[]): { expression: Expression; end: number } | undefined {
        const from = this.indexAt(colon) + 1;
        const to = this.bindEnd(from, close);
        const first = this.tokens[from];
        const last = this.tokens[to - 1];
        if (from === 0 || to <= from || first === undefined || last === undefined) return undefined;
        binds.push({ from, to });
        return { expression: { kind: 'name', at: positionOf(first), name: '' }, end: last.stop + 1 };
    }

    private indexAt(offset: number): number {
        return this.tokens.findIndex((token) => token.start === offset);
    }

    /** The first token after the expression that starts at `from`. */
    private bindEnd(from: number, close: number): number {
        const { types, tokens } = this;
        let depth = 0;
        let angles = 0;
        let inType = false;
        for (let index = from; index < close; index++) {
            const { type, text } = tokens[index] as Antlr.Token;
            if (type === types.LPAREN || type === types.LBRACK || type === types.LBRACE) {
                depth++;
                inType = false;
            } else if (type === types.RPAREN || type === types.RBRACK || type === types.RBRACE) {
                if (depth-- === 0) return index;
            } else if (type === types.NEW) {
                inType = true;
            } else if (inType && type === types.LT) {
                angles++;
            } else if (angles > 0 && type === types.GT) {
                angles--;
            } else if (depth === 0 && angles === 0) {
                if (type === types.COMMA) return index;
                if (index > from && AFTER_BIND.has(text.toUpperCase()) && this.endsOperand(tokens[index - 1] as Antlr.Token)) return index;
            }
        }
        return close;
    }

    private endsOperand({ type, text }: Antlr.Token): boolean {
        const { types } = this;
        return /[\w'$]$/.test(text) || type === types.RPAREN || type === types.RBRACK || type === types.RBRACE;
    }
}

function changed(token: Antlr.Token, type: number): Antlr.Token {
    const copy = token.clone();
    copy.type = type;
    copy.text = token.text;
    return copy;
}
