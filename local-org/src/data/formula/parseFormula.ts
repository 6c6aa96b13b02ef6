/** Formulas of fields as trees. Comments, strings in either quote, paths, calls; operators as the platform ranks them. */
export type FormulaNode =
    | { kind: 'text'; value: string }
    | { kind: 'number'; value: string }
    | { kind: 'constant'; value: 'true' | 'false' | 'null' }
    | { kind: 'path'; path: string[] }
    | { kind: 'call'; name: string; args: FormulaNode[] }
    | { kind: 'unary'; operator: '-' | '!'; operand: FormulaNode }
    | { kind: 'binary'; operator: string; left: FormulaNode; right: FormulaNode };

/** Weakest first. */
const LEVELS: string[][] = [['||'], ['&&'], ['=', '==', '<>', '!='], ['<', '<=', '>', '>='], ['&', '+', '-'], ['*', '/'], ['^']];
const TOKEN =
    /\s+|\/\*[\s\S]*?\*\/|(?<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<number>\d+(?:\.\d+)?|\.\d+)|(?<path>\$?[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*)|(?<sign>\|\||&&|<>|!=|<=|>=|==|[-+*/^&=<>!(),])/gy;

interface Token {
    kind: 'text' | 'number' | 'path' | 'sign';
    text: string;
}

/** Null: not a formula that can be read here. */
export function parseFormula(text: string): FormulaNode | null {
    const tokens = tokensOf(text);
    if (!tokens) {
        return null;
    }
    const parser = new Parser(tokens);
    const node = parser.level(0);
    return parser.ended ? node : null;
}

function tokensOf(text: string): Token[] | null {
    const tokens: Token[] = [];
    TOKEN.lastIndex = 0;
    let end = 0;
    for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
        end = TOKEN.lastIndex;
        const [kind, found] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
        if (kind && found !== undefined) {
            tokens.push({ kind: kind as Token['kind'], text: found });
        }
    }
    return end === text.length ? tokens : null;
}

class Parser {
    readonly #tokens: readonly Token[];
    #at = 0;
    #failed = false;

    constructor(tokens: readonly Token[]) {
        this.#tokens = tokens;
    }

    get ended(): boolean {
        return !this.#failed && this.#at === this.#tokens.length;
    }

    level(index: number): FormulaNode {
        const operators = LEVELS[index];
        if (!operators) {
            return this.#unary();
        }
        let left = this.level(index + 1);
        for (let next = this.#sign(operators); next; next = this.#sign(operators)) {
            left = { kind: 'binary', operator: next, left, right: this.level(index + 1) };
        }
        return left;
    }

    #sign(wanted: readonly string[]): string | null {
        const token = this.#tokens[this.#at];
        if (token?.kind !== 'sign' || !wanted.includes(token.text)) {
            return null;
        }
        this.#at += 1;
        return token.text;
    }

    #unary(): FormulaNode {
        const sign = this.#sign(['-', '+', '!']);
        if (sign === null) {
            return this.#primary();
        }
        const operand = this.#unary();
        return sign === '+' ? operand : { kind: 'unary', operator: sign as '-' | '!', operand };
    }

    #primary(): FormulaNode {
        const token = this.#tokens[this.#at];
        this.#at += 1;
        switch (token?.kind) {
            case 'text':
                return { kind: 'text', value: unescaped(token.text) };
            case 'number':
                return { kind: 'number', value: token.text };
            case 'path':
                return this.#pathOrCall(token.text.replace(/\s+/g, ''));
        }
        if (token?.text === '(') {
            const inner = this.level(0);
            this.#failed ||= this.#sign([')']) === null;
            return inner;
        }
        this.#failed = true;
        return { kind: 'constant', value: 'null' };
    }

    #pathOrCall(text: string): FormulaNode {
        if (/^(?:true|false|null)$/i.test(text)) {
            return { kind: 'constant', value: text.toLowerCase() as 'true' | 'false' | 'null' };
        }
        if (this.#sign(['(']) === null) {
            return { kind: 'path', path: text.split('.') };
        }
        const args: FormulaNode[] = [];
        if (this.#sign([')']) === null) {
            do {
                args.push(this.level(0));
            } while (this.#sign([',']) !== null);
            this.#failed ||= this.#sign([')']) === null;
        }
        return { kind: 'call', name: text.toUpperCase(), args };
    }
}

function unescaped(literal: string): string {
    return literal.slice(1, -1).replace(/\\(.)/gs, (_all, letter: string) => ({ n: '\n', r: '\r', t: '\t' })[letter] ?? letter);
}
