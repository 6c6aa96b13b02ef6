/** Field paths, functions, values and binds: what the clauses of a query are made of. */
import type { Expression } from './ast.ts';
import type { Bind, Comparand, FieldPath, FunctionCall, Operand } from './soqlAst.ts';
import type { SoqlScanner, SoqlToken } from './soqlScanner.ts';
import { SoqlSyntaxError, stringValue } from './soqlScanner.ts';

export interface SoqlReader {
    scanner: SoqlScanner;
    /** Collected over the whole query and its sub-queries. */
    binds: Bind[];
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm */
const DATE_LITERALS = new Set(
    (
        'YESTERDAY TODAY TOMORROW LAST_90_DAYS NEXT_90_DAYS ' +
        ['WEEK', 'MONTH', 'QUARTER', 'YEAR', 'FISCAL_QUARTER', 'FISCAL_YEAR']
            .map((unit) => `LAST_${unit} THIS_${unit} NEXT_${unit}`)
            .join(' ')
    ).split(' ')
);
const COUNTED_DATE_LITERAL = /^(?:LAST_N|NEXT_N|N)_(?:DAYS|WEEKS|MONTHS|QUARTERS|YEARS|FISCAL_QUARTERS|FISCAL_YEARS)(?:_AGO)?$/;

/** `Owner.Manager.Name` */
export function fieldPath({ scanner }: SoqlReader): FieldPath {
    const first = scanner.expectAnyWord();
    const path = [first.text];
    while (scanner.takeSymbol('.')) path.push(scanner.expectAnyWord().text);
    return { at: scanner.at(first), path };
}

/** A field, or a function of one. */
export function comparand(reader: SoqlReader): Comparand {
    const { scanner } = reader;
    if (scanner.peek().kind === 'word' && isOpening(scanner.peekSecond())) return { kind: 'function', call: functionCall(reader) };
    return { kind: 'field', field: fieldPath(reader) };
}

export function isOpening(token: SoqlToken): boolean {
    return token.kind === 'symbol' && token.text === '(';
}

export function functionCall(reader: SoqlReader): FunctionCall {
    const { scanner } = reader;
    const name = scanner.expectAnyWord();
    scanner.expectSymbol('(');
    const args: FunctionCall['args'] = [];
    if (!scanner.isSymbol(')')) {
        do args.push(argument(reader));
        while (scanner.takeSymbol(','));
    }
    scanner.expectSymbol(')');
    return { at: scanner.at(name), name: name.upper, args };
}

function argument(reader: SoqlReader): FunctionCall['args'][number] {
    const token = reader.scanner.peek();
    if (token.kind !== 'word') {
        const literal = operand(reader);
        return { at: literal.at, literal };
    }
    const value = comparand(reader);
    return value.kind === 'field' ? value.field : value.call;
}

/** A value: literal or bind. */
export function operand(reader: SoqlReader, since?: SoqlToken): Operand {
    const { scanner } = reader;
    const token = scanner.peek();
    const at = scanner.at(token);
    switch (token.kind) {
        case 'string':
            scanner.next();
            return { kind: 'string', at, value: stringValue(token) };
        case 'number':
            scanner.next();
            return { kind: 'number', at, text: token.text };
        case 'date':
        case 'datetime':
        case 'time':
            scanner.next();
            checkDate(token, at);
            return { kind: token.kind, at, text: token.text };
        case 'word':
            return wordOperand(reader, since);
        case 'symbol':
            if (token.text === ':') return bind(reader);
            if (token.text === '-' || token.text === '+') {
                scanner.next();
                const digits = scanner.peek();
                if (digits.kind !== 'number') return scanner.unexpected(since);
                scanner.next();
                return { kind: 'number', at, text: (token.text === '-' ? '-' : '') + digits.text };
            }
    }
    return scanner.unexpected(since);
}

/** null, true, false, a date literal, a currency amount: USD5000.50 */
function wordOperand({ scanner }: SoqlReader, since?: SoqlToken): Operand {
    const token = scanner.peek();
    const at = scanner.at(token);
    const { upper } = token;
    if (upper === 'NULL') return scanner.next() && { kind: 'null', at };
    if (upper === 'TRUE' || upper === 'FALSE') return scanner.next() && { kind: 'boolean', at, value: upper === 'TRUE' };
    if (DATE_LITERALS.has(upper)) return scanner.next() && { kind: 'dateLiteral', at, name: upper, n: null };
    if (COUNTED_DATE_LITERAL.test(upper)) {
        scanner.next();
        scanner.expectSymbol(':');
        const count = scanner.peek();
        if (count.kind !== 'number' || !/^\d+$/.test(count.text)) return scanner.unexpected();
        scanner.next();
        return { kind: 'dateLiteral', at, name: upper, n: Number(count.text) };
    }
    if (/^[A-Z]{3}\d+$/.test(upper)) {
        scanner.next();
        let text = upper.slice(3);
        const fraction = scanner.peek();
        if (fraction.kind === 'number' && fraction.text.startsWith('.') && fraction.start === token.end) text += scanner.next().text;
        return { kind: 'number', at, text, currency: upper.slice(0, 3) };
    }
    if (/^[A-Z]{3}$/.test(upper)) {
        const minus = scanner.peekSecond();
        if (minus.text === '-' && minus.start === token.end) {
            scanner.next();
            scanner.next();
            const digits = scanner.peek();
            if (digits.kind === 'number') return scanner.next() && { kind: 'number', at, text: `-${digits.text}`, currency: upper };
        }
    }
    return scanner.unexpected(since);
}

/** Winter '25: `Invalid datetime: 2020-52-12t12:12:00-05:00`. */
function checkDate(token: SoqlToken, at: Operand['at']): void {
    if (token.kind === 'time') return;
    const [year = 0, month = 0, day = 0] = token.text.slice(0, 10).split('-').map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    let valid = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    if (token.kind === 'datetime') {
        const [hour = 0, minute = 0, second = 0] = token.text.slice(11, 19).split(':').map(Number);
        const zone = /([+-])(\d\d):?(\d\d)$/.exec(token.text);
        valid &&= hour < 24 && minute < 60 && second < 60 && (!zone || (Number(zone[2]) < 24 && Number(zone[3]) < 60));
    }
    if (!valid) throw new SoqlSyntaxError(`Invalid ${token.kind}: ${token.text}`, at, token.start);
}

/** `:name`: the number of the bind. */
export function bind(reader: SoqlReader): Operand {
    const { scanner, binds } = reader;
    const colon = scanner.expectSymbol(':');
    const at = scanner.at(colon);
    const known = scanner.source.bindAt?.(colon.start);
    if (known) {
        scanner.continueAt(known.end);
        binds.push({ at, expression: known.expression });
    } else {
        binds.push({ at, expression: dottedName(reader) });
    }
    return { kind: 'bind', at, index: binds.length - 1 };
}

function dottedName({ scanner }: SoqlReader): Expression {
    const first = scanner.expectAnyWord();
    let expression: Expression = { kind: 'name', at: scanner.at(first), name: first.text };
    while (scanner.takeSymbol('.')) {
        const part = scanner.expectAnyWord();
        expression = { kind: 'member', at: scanner.at(part), target: expression, name: part.text, safe: false };
    }
    return expression;
}
