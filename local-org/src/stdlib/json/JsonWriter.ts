/** Writes JSON text token by token; pretty output is laid out as Salesforce does (two blanks, `"a" : 1`, arrays on one line). */
import { jsonException } from './read.ts';

interface Level {
    kind: 'object' | 'array';
    count: number;
}

export class JsonWriter {
    private readonly pretty: boolean;
    private text = '';
    private readonly levels: Level[] = [];
    private awaitsValue = false;

    constructor(pretty: boolean) {
        this.pretty = pretty;
    }

    get result(): string {
        return this.text;
    }

    get depth(): number {
        return this.levels.length;
    }

    startObject(): void {
        this.beforeValue();
        this.text += '{';
        this.levels.push({ kind: 'object', count: 0 });
    }

    endObject(): void {
        const level = this.levels.at(-1);
        if (level?.kind !== 'object' || this.awaitsValue) {
            throw jsonException('Current context not an object');
        }
        this.levels.pop();
        this.text += this.pretty ? (level.count === 0 ? ' }' : `\n${this.indent()}}`) : '}';
    }

    startArray(): void {
        this.beforeValue();
        this.text += '[';
        this.levels.push({ kind: 'array', count: 0 });
    }

    endArray(): void {
        if (this.levels.at(-1)?.kind !== 'array') {
            throw jsonException('Current context not an array');
        }
        this.levels.pop();
        this.text += this.pretty ? ' ]' : ']';
    }

    fieldName(name: string): void {
        const level = this.levels.at(-1);
        if (level?.kind !== 'object' || this.awaitsValue) {
            throw jsonException('Can not write a field name, expecting a value');
        }
        this.text += level.count++ === 0 ? '' : ',';
        this.text += this.pretty ? `\n${this.indent()}${JSON.stringify(name)} : ` : `${JSON.stringify(name)}:`;
        this.awaitsValue = true;
    }

    string(value: string): void {
        this.raw(JSON.stringify(value));
    }

    /** A number, `true`, `false`, `null`. */
    raw(text: string): void {
        this.beforeValue();
        this.text += text;
    }

    private beforeValue(): void {
        const level = this.levels.at(-1);
        if (level?.kind === 'object') {
            if (!this.awaitsValue) {
                throw jsonException('Can not write value, expecting field name');
            }
            this.awaitsValue = false;
        } else if (level) {
            this.text += level.count++ === 0 ? (this.pretty ? ' ' : '') : this.pretty ? ', ' : ',';
        } else if (this.text !== '') {
            this.text += ' ';
        }
    }

    private indent(): string {
        return '  '.repeat(this.levels.filter((level) => level.kind === 'object').length);
    }
}
