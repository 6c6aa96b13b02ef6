/** System.JSONParser: walks over the tokens of a JSON text. */
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { readJson } from './read.ts';
import type { JsonNode } from './read.ts';

export interface JsonTokenRow {
    /** Constant of System.JSONToken. */
    token: string;
    /** Text of names and scalar values. */
    text: string;
    /** Field that the token is of or in. */
    name: string | null;
    node: JsonNode;
    /** Index of the matching end, for START tokens. */
    end: number;
}

export class JsonParser extends LibraryObject {
    readonly apexType = 'System.JSONParser';
    readonly text: string;
    private readonly rows: JsonTokenRow[] = [];
    private at = -1;
    lastCleared: string | null = null;
    private cleared = false;

    constructor(text: string) {
        super();
        this.text = text;
        this.flatten(readJson(text), null);
    }

    private flatten(node: JsonNode, name: string | null): void {
        const row = (token: string, text: string): JsonTokenRow => {
            const added = { token, text, name, node, end: -1 };
            this.rows.push(added);
            return added;
        };
        switch (node.kind) {
            case 'object': {
                const start = row('START_OBJECT', '{');
                for (const [field, value] of node.entries) {
                    this.rows.push({ token: 'FIELD_NAME', text: field, name: field, node: value, end: -1 });
                    this.flatten(value, field);
                }
                start.end = this.rows.length;
                row('END_OBJECT', '}');
                break;
            }
            case 'array': {
                const start = row('START_ARRAY', '[');
                for (const item of node.items) {
                    this.flatten(item, null);
                }
                start.end = this.rows.length;
                row('END_ARRAY', ']');
                break;
            }
            case 'string':
                row('VALUE_STRING', node.text);
                break;
            case 'number':
                row(/^-?\d+$/.test(node.text) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT', node.text);
                break;
            case 'boolean':
                row(node.value ? 'VALUE_TRUE' : 'VALUE_FALSE', String(node.value));
                break;
            case 'null':
                row('VALUE_NULL', 'null');
        }
    }

    get current(): JsonTokenRow | null {
        return this.cleared ? null : (this.rows[this.at] ?? null);
    }

    next(): JsonTokenRow | null {
        this.cleared = false;
        this.at = Math.min(this.at + 1, this.rows.length);
        return this.current;
    }

    /** As next, but past field names. */
    nextValue(): JsonTokenRow | null {
        const row = this.next();
        return row?.token === 'FIELD_NAME' ? this.next() : row;
    }

    clear(): void {
        this.lastCleared = this.current?.token ?? this.lastCleared;
        this.cleared = true;
    }

    /** From a START token to its end. */
    skipChildren(): void {
        const row = this.current;
        if (row && row.end >= 0) {
            this.at = row.end;
        }
    }

    /** The value at the current token (of the field, at its name); the cursor goes to its end. */
    takeValue(): JsonNode | null {
        const row = this.current?.token === 'FIELD_NAME' || this.at < 0 ? this.next() : this.current;
        this.skipChildren();
        return row?.node ?? null;
    }
}
