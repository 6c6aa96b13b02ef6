/**
 * Where the flow ends. As Salesforce sees it: only `return` and `throw` end it; loops never do, whatever their condition.
 */
import type { Statement } from '../../language/ast.ts';

/** Is nothing after this statement ever reached? */
export function ends(statement: Statement): boolean {
    switch (statement.kind) {
        case 'return':
        case 'throw':
            return true;
        case 'block':
            return statement.statements.some(ends);
        case 'if':
            return statement.otherwise !== null && ends(statement.then) && ends(statement.otherwise);
        case 'try':
            // A finally block does not count: neither what it returns nor what it throws.
            return ends(statement.body) && statement.catches.every((clause) => ends(clause.body));
        case 'switch':
            return statement.whens.some(({ label }) => label.kind === 'else') && statement.whens.every(({ body }) => ends(body));
        default:
            return false;
    }
}
