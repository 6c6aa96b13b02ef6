import type { Literal } from '../../language/ast.ts';
import type { MethodContext } from './MethodContext.ts';

/** Integers, strings and Booleans in place; boxed values once per module. */
export function literal(context: MethodContext, expression: Literal): string {
    switch (expression.literal) {
        case 'null':
            return 'null';
        case 'boolean':
            return expression.text.toLowerCase() === 'true' ? 'true' : 'false';
        case 'integer':
            return String(Number(expression.text));
        case 'long':
            return `${BigInt(digits(expression.text))}n`;
        case 'decimal':
            return context.module.constant('d', `$o.decimal(${JSON.stringify(digits(expression.text))})`);
        case 'double':
            return context.module.constant('d', `$o.double(${Number(digits(expression.text))})`);
        case 'string':
            return text(expression.text);
    }
}

/** JSON is JavaScript but for nothing since ES2019. */
export function text(value: string): string {
    return JSON.stringify(value);
}

function digits(literalText: string): string {
    return literalText.replace(/[lLdD]$/, '');
}
