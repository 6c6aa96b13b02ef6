/** A formula as an SQL expression over the row it belongs to and the parents that it reaches. */
import { UnsupportedError } from '../../runtime/errors.ts';
import type { FieldSchema } from '../../schema/model.ts';
import type { FormulaNode } from './parseFormula.ts';
import { FUNCTIONS } from './formulaFunctions.ts';

export type FormulaType = 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'time' | 'null';

export interface Typed {
    sql: string;
    type: FormulaType;
}

/** Where a formula is computed: what its paths mean, whose clock it reads. */
export interface FormulaScope {
    /** The SQL of a field that the formula names, or of a global variable (`$User.Id`). */
    resolve(path: readonly string[]): { sql: string; field: FieldSchema };
    parameter(value: string | number): string;
    /** `yyyy-MM-dd` where the user is. */
    today(): string;
    /** ISO, GMT. */
    now(): string;
    /** Numbers without a value count as 0. */
    blankAsZero: boolean;
    /** What the formula is of, for messages. */
    name: string;
}

export function formulaSql(scope: FormulaScope, node: FormulaNode): Typed {
    switch (node.kind) {
        case 'text':
            return { sql: quotedText(node.value), type: 'text' };
        case 'number':
            return { sql: /\./.test(node.value) ? node.value : `${node.value}.0`, type: 'number' };
        case 'constant':
            return node.value === 'null' ? { sql: 'NULL', type: 'null' } : { sql: node.value === 'true' ? '1' : '0', type: 'boolean' };
        case 'path':
            return field(scope, node.path);
        case 'unary': {
            const operand = formulaSql(scope, node.operand);
            return node.operator === '!'
                ? { sql: `(NOT ${truth(operand)})`, type: 'boolean' }
                : { sql: `(-${operand.sql})`, type: 'number' };
        }
        case 'binary':
            return binary(node.operator, formulaSql(scope, node.left), formulaSql(scope, node.right));
        case 'call': {
            const make = FUNCTIONS[node.name];
            if (!make) {
                throw new UnsupportedError(`the function ${node.name} in the formula of ${scope.name}`);
            }
            return make(
                node.args.map((arg) => formulaSql(scope, arg)),
                scope
            );
        }
    }
}

/** SQLite keeps text as it is between quotes, newlines too. */
export function quotedText(value: string): string {
    return `'${value.replaceAll("'", "''")}'`;
}

function field(scope: FormulaScope, path: readonly string[]): Typed {
    const { sql, field: found } = scope.resolve(path);
    const type = typeOf(found);
    // Without the column's collation: formulas tell upper from lower case.
    return type === 'number' && scope.blankAsZero
        ? { sql: `COALESCE(${sql}, 0.0)`, type }
        : { sql: type === 'text' ? `(${sql} || '')` : sql, type };
}

export function typeOf(field: FieldSchema): FormulaType {
    switch (field.type) {
        case 'boolean':
        case 'date':
        case 'datetime':
        case 'time':
            return field.type;
        case 'integer':
        case 'long':
        case 'double':
        case 'currency':
        case 'percent':
            return 'number';
        default:
            return 'text';
    }
}

/** As a condition: what is not known is false. */
export function truth({ sql }: Typed): string {
    return `COALESCE(${sql}, 0)`;
}

/** Text without a value is empty. */
export function text(value: Typed): string {
    return value.type === 'null' ? `''` : `COALESCE(${value.sql}, '')`;
}

function binary(operator: string, left: Typed, right: Typed): Typed {
    switch (operator) {
        case '||':
            return { sql: `(${truth(left)} OR ${truth(right)})`, type: 'boolean' };
        case '&&':
            return { sql: `(${truth(left)} AND ${truth(right)})`, type: 'boolean' };
        case '&':
            return { sql: `(${text(left)} || ${text(right)})`, type: 'text' };
        case '=':
        case '==':
            return { sql: equality(left, right), type: 'boolean' };
        case '<>':
        case '!=':
            return { sql: `(NOT ${equality(left, right)})`, type: 'boolean' };
        case '<':
        case '<=':
        case '>':
        case '>=':
            return { sql: `COALESCE(${left.sql} ${operator} ${right.sql}, 0)`, type: 'boolean' };
        case '+':
        case '-':
            return sum(operator, left, right);
        case '^':
            return { sql: `power(${left.sql}, ${right.sql})`, type: 'number' };
        default:
            return { sql: `(${left.sql} ${operator} ${right.sql})`, type: 'number' };
    }
}

function equality(left: Typed, right: Typed): string {
    if (left.type === 'text' || right.type === 'text') {
        return `(${text(left)} = ${text(right)})`;
    }
    return `(${left.sql} IS ${right.sql})`;
}

const DAY = { date: `'%Y-%m-%d'`, datetime: `'%Y-%m-%dT%H:%M:%fZ'` };

/** Texts join, dates move by days, two dates are days apart. */
function sum(operator: '+' | '-', left: Typed, right: Typed): Typed {
    if (operator === '+' && (left.type === 'text' || right.type === 'text')) {
        return { sql: `(${text(left)} || ${text(right)})`, type: 'text' };
    }
    const isDay = (type: FormulaType): type is 'date' | 'datetime' => type === 'date' || type === 'datetime';
    if (isDay(left.type) && isDay(right.type)) {
        return { sql: `(julianday(${left.sql}) - julianday(${right.sql}))`, type: 'number' };
    }
    if (isDay(left.type)) {
        return { sql: `strftime(${DAY[left.type]}, ${left.sql}, (${operator}(${right.sql})) || ' days')`, type: left.type };
    }
    if (isDay(right.type)) {
        return { sql: `strftime(${DAY[right.type]}, ${right.sql}, (${left.sql}) || ' days')`, type: right.type };
    }
    return { sql: `(${left.sql} ${operator} ${right.sql})`, type: 'number' };
}
