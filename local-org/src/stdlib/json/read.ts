/** A JSON reader that keeps what Apex needs: how numbers are written, the order of fields, where things stand. */
import { ApexException } from '../../runtime/values/ApexException.ts';

export type JsonNode =
    | { kind: 'object'; entries: [name: string, value: JsonNode][]; at: number }
    | { kind: 'array'; items: JsonNode[]; at: number }
    | { kind: 'string'; text: string; at: number }
    /** As written. */
    | { kind: 'number'; text: string; at: number }
    | { kind: 'boolean'; value: boolean; at: number }
    | { kind: 'null'; at: number };

export function jsonException(message: string): ApexException {
    return ApexException.of('System.JSONException', message);
}

/** ` at input location [1,5]`: line and column behind the character at `at`, as the platform's reader counts. */
export function place(text: string, at: number): string {
    const before = text.slice(0, at);
    return ` at input location [${before.split('\n').length},${at + 1 - before.lastIndexOf('\n')}]`;
}

/** One value, and nothing but blanks after it. Throws System.JSONException. */
export function readJson(text: string): JsonNode {
    const reader = new Reader(text);
    return reader.document();
}

class Reader {
    private readonly text: string;
    private at = 0;

    constructor(text: string) {
        this.text = text;
    }

    document(): JsonNode {
        this.blanks();
        if (this.at >= this.text.length) {
            throw jsonException('No content to map to Object due to end of input');
        }
        const node = this.value();
        this.blanks();
        if (this.at < this.text.length) {
            throw this.unexpected('expected end of input');
        }
        return node;
    }

    private blanks(): void {
        while (' \t\r\n'.includes(this.text[this.at] ?? 'x')) {
            this.at++;
        }
    }

    private unexpected(expected: string): ApexException {
        if (this.at >= this.text.length) {
            return jsonException(`Unexpected end-of-input: ${expected}${place(this.text, this.at)}`);
        }
        const character = this.text[this.at];
        return jsonException(
            `Unexpected character ('${character}' (code ${character.charCodeAt(0)})): ${expected}${place(this.text, this.at)}`
        );
    }

    private value(): JsonNode {
        this.blanks();
        const at = this.at;
        const character = this.text[at];
        if (character === '{') {
            return this.object();
        }
        if (character === '[') {
            return this.array();
        }
        if (character === '"') {
            return { kind: 'string', text: this.string(), at };
        }
        const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(this.text.slice(at, at + 400));
        if (number) {
            this.at += number[0].length;
            return { kind: 'number', text: number[0], at };
        }
        const word = /^(?:true|false|null)\b/.exec(this.text.slice(at, at + 6))?.[0];
        if (word) {
            this.at += word.length;
            return word === 'null' ? { kind: 'null', at } : { kind: 'boolean', value: word === 'true', at };
        }
        throw this.unexpected("expected a valid value (number, String, array, object, 'true', 'false' or 'null')");
    }

    private object(): JsonNode {
        const at = this.at++;
        const entries: [string, JsonNode][] = [];
        this.blanks();
        if (this.text[this.at] === '}') {
            this.at++;
            return { kind: 'object', entries, at };
        }
        for (;;) {
            this.blanks();
            if (this.text[this.at] !== '"') {
                throw this.unexpected('was expecting double-quote to start field name');
            }
            const name = this.string();
            this.blanks();
            if (this.text[this.at] !== ':') {
                throw this.unexpected('was expecting a colon to separate field name and value');
            }
            this.at++;
            entries.push([name, this.value()]);
            this.blanks();
            if (this.text[this.at] === '}') {
                this.at++;
                return { kind: 'object', entries, at };
            }
            if (this.text[this.at] !== ',') {
                throw this.unexpected('was expecting comma to separate OBJECT entries');
            }
            this.at++;
        }
    }

    private array(): JsonNode {
        const at = this.at++;
        const items: JsonNode[] = [];
        this.blanks();
        if (this.text[this.at] === ']') {
            this.at++;
            return { kind: 'array', items, at };
        }
        for (;;) {
            items.push(this.value());
            this.blanks();
            if (this.text[this.at] === ']') {
                this.at++;
                return { kind: 'array', items, at };
            }
            if (this.text[this.at] !== ',') {
                throw this.unexpected('was expecting comma to separate ARRAY entries');
            }
            this.at++;
        }
    }

    private string(): string {
        this.at++;
        let result = '';
        for (;;) {
            const character = this.text[this.at];
            if (character === undefined) {
                throw this.unexpected('was expecting closing quote for a string value');
            }
            if (character === '"') {
                this.at++;
                return result;
            }
            if (character < ' ') {
                throw jsonException(
                    `Illegal unquoted character ((CTRL-CHAR, code ${character.charCodeAt(0)})): has to be escaped using backslash to be included in string value${place(this.text, this.at)}`
                );
            }
            if (character !== '\\') {
                result += character;
                this.at++;
                continue;
            }
            const escape = /^\\(?:u([0-9A-Fa-f]{4})|(["\\/bfnrt]))/.exec(this.text.slice(this.at, this.at + 6));
            if (!escape) {
                throw jsonException(`Unrecognized character escape '${this.text[this.at + 1]}'${place(this.text, this.at + 1)}`);
            }
            result += escape[1] ? String.fromCharCode(parseInt(escape[1], 16)) : ESCAPES[escape[2]];
            this.at += escape[0].length;
        }
    }
}

const ESCAPES: Record<string, string> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
