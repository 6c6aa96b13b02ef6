import type { Soql, Sosl } from '../../language/ast.ts';
import { value } from './expressions.ts';
import type { MethodContext } from './MethodContext.ts';

/** What the runtime's query functions take: the tree, the binds' values, and the access mode written in the query. */
export function queryArguments(context: MethodContext, expression: Soql | Sosl): string {
    context.needsFrame = true;
    const query = expression.query;
    const binds = query.binds.map((bind) => value(context, bind.expression)).join(', ');
    const mode = query.with?.mode;
    const access = mode === 'USER_MODE' ? '"user"' : mode === 'SYSTEM_MODE' ? '"system"' : 'null';
    return `${context.module.query(query)}, [${binds}], ${access}`;
}

/** A list, one record or a number, by what its place expects. */
export function soql(context: MethodContext, expression: Soql): string {
    const conversion = expression.conversion;
    const counts = expression.query.select[0]?.kind === 'countAll';
    const method = conversion === 'soqlToInteger' || counts ? 'count' : conversion === 'soqlToRecord' ? 'queryOne' : 'query';
    return `$r.${method}(${queryArguments(context, expression)})`;
}

/** In front of `?.` and `??` no row is null instead of an exception. */
export function soqlOrNull(context: MethodContext, expression: Soql): string {
    return expression.conversion === 'soqlToRecord' || expression.staticType?.kind === 'sobject'
        ? `$r.queryOneOrNull(${queryArguments(context, expression)})`
        : soql(context, expression);
}

export function sosl(context: MethodContext, expression: Sosl): string {
    return `$r.search(${queryArguments(context, expression)})`;
}
