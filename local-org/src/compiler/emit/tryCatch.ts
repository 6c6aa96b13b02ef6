import type { CatchClause, Try } from '../../language/ast.ts';
import type { MethodContext } from './MethodContext.ts';
import { emitBraced, emitStatements } from './statements.ts';
import { typeText } from './typeText.ts';
import { typeTest } from './typeTests.ts';

/**
 * `$r.wrap` makes an Apex exception of whatever was thrown and throws what Apex cannot catch straight on. A finally
 * block does not run after the latter: the transaction is over.
 */
export function emitTry(context: MethodContext, statement: Try): void {
    const { writer } = context;
    const { catches, finallyBlock } = statement;
    const over = finallyBlock ? context.temporary() : '';
    if (finallyBlock) {
        writer.write(`${over} = false; try { `);
    }
    if (catches.length > 0) {
        writer.write('try ');
        emitBraced(context, statement.body);
        emitCatches(context, catches);
    } else {
        emitBraced(context, statement.body);
    }
    if (finallyBlock) {
        writer.write(` } catch ($e) { ${over} = $r.isUncatchable($e); throw $e; } finally { if (!${over}) `);
        writer.at(finallyBlock.at.line);
        emitBraced(context, finallyBlock);
        writer.write(' }');
    }
}

function emitCatches(context: MethodContext, catches: readonly CatchClause[]): void {
    const { writer } = context;
    writer.at(catches[0].at.line).write(' catch ($e) { $e = $r.wrap($e); ');
    for (const clause of catches) {
        writer.at(clause.at.line).write(`if (${catchTest(context, clause)}) { let ${clause.local?.jsName ?? clause.name} = $e;`);
        context.inScope(() => {
            context.declare(clause.name, clause.local?.jsName ?? clause.name);
            emitStatements(context, clause.body.statements);
        });
        writer.at(clause.body.end.line).write('} else ');
    }
    writer.write('throw $e; }');
}

function catchTest(context: MethodContext, clause: CatchClause): string {
    const type = clause.type.resolvedType;
    const isRoot = type === undefined || typeText(type) === 'System.Exception';
    return isRoot ? 'true' : typeTest(context, '$e', type);
}
