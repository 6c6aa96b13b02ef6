import type { DoWhile, For, ForEach, Statement, While } from '../../language/ast.ts';
import { condition, effect, value } from './expressions.ts';
import type { MethodContext } from './MethodContext.ts';
import { queryArguments } from './soql.ts';
import { emitBraced } from './statements.ts';

/** Since this version a set must not change while a loop runs over it; a list never could. */
const SETS_HOLD_STILL = 62;

/** Each turn costs a step of CPU. */
function emitLoopBody(context: MethodContext, body: Statement, before = ''): void {
    context.writer.write(`{ $r.tick(); ${before}`);
    emitBraced(context, body);
    context.writer.write('}');
}

export function emitWhile(context: MethodContext, loop: While): void {
    context.writer.write(`while (${condition(context, loop.condition)}) `);
    emitLoopBody(context, loop.body);
}

export function emitDoWhile(context: MethodContext, loop: DoWhile): void {
    context.writer.write('do ');
    emitLoopBody(context, loop.body);
    context.writer.at(loop.condition.at.line).write(` while (${condition(context, loop.condition)});`);
}

export function emitFor(context: MethodContext, loop: For): void {
    context.inScope(() => emitForInScope(context, loop));
}

function emitForInScope(context: MethodContext, loop: For): void {
    const { writer } = context;
    writer.write('for (');
    if (Array.isArray(loop.init)) {
        writer.write(loop.init.map((each) => effect(context, each)).join(', '));
    } else if (loop.init) {
        const { declarators, locals } = loop.init;
        const parts = declarators.map(
            (each, index) => `${locals?.[index]?.jsName ?? each.name} = ${each.initializer ? value(context, each.initializer) : 'null'}`
        );
        writer.write(`let ${parts.join(', ')}`);
    }
    writer.write(
        `; ${loop.condition ? condition(context, loop.condition) : ''}; ${loop.update.map((each) => effect(context, each)).join(', ')}) `
    );
    emitLoopBody(context, loop.body);
}

/** Over a collection, an Iterable or the rows of a query, by record or in chunks of 200. */
export function emitForEach(context: MethodContext, loop: ForEach): void {
    const name = loop.local?.jsName ?? loop.name;
    context.writer.write(`for (let ${name} of ${iterable(context, loop)}) `);
    context.inScope(() => {
        context.declare(loop.name, name);
        emitLoopBody(context, loop.body);
    });
}

function iterable(context: MethodContext, loop: ForEach): string {
    if (loop.iterable.kind === 'soql' && (loop.loop === 'soqlRecords' || loop.loop === 'soqlChunks')) {
        const method = loop.loop === 'soqlRecords' ? 'records' : 'chunks';
        return `$r.${method}(${queryArguments(context, loop.iterable)})`;
    }
    if (loop.loop === 'iterable') {
        context.needsFrame = true;
    }
    return `$r.each(${value(context, loop.iterable)}${context.owner.apiVersion < SETS_HOLD_STILL ? ', true' : ''})`;
}
