import type { Dml, RunAs, Statement } from '../../language/ast.ts';
import { condition, effect, value } from './expressions.ts';
import { emitDoWhile, emitFor, emitForEach, emitWhile } from './loops.ts';
import type { MethodContext } from './MethodContext.ts';
import { emitSwitch } from './switches.ts';
import { emitTry } from './tryCatch.ts';

export function emitStatements(context: MethodContext, statements: readonly Statement[]): void {
    for (const statement of statements) {
        emitStatement(context, statement);
    }
}

/** In braces, whether it is a block or a lone statement: the coverage counter makes two of it. */
export function emitBraced(context: MethodContext, statement: Statement): void {
    context.writer.write('{');
    context.inScope(() => {
        if (statement.kind === 'block') {
            emitStatements(context, statement.statements);
            context.writer.at(statement.end.line);
        } else {
            emitStatement(context, statement);
        }
    });
    context.writer.write('}');
}

function emitStatement(context: MethodContext, statement: Statement): void {
    const { writer } = context;
    writer.at(statement.at.line);
    if (statement.kind === 'block') {
        emitBraced(context, statement);
        return;
    }
    if (statement.kind !== 'localVariables' || statement.declarators.some((each) => each.initializer)) {
        writer.write(context.module.cover(statement.at.line));
    }
    writer.write(' ');
    switch (statement.kind) {
        case 'localVariables':
            statement.declarators.forEach((declarator, index) => {
                const name = statement.locals?.[index]?.jsName ?? declarator.name;
                writer.write(`let ${name} = ${declarator.initializer ? value(context, declarator.initializer) : 'null'};`);
                context.declare(declarator.name, name);
            });
            break;
        case 'expressionStatement':
            writer.write(`${effect(context, statement.expression)};`);
            break;
        case 'if':
            writer.write(`if (${condition(context, statement.condition)}) `);
            emitBraced(context, statement.then);
            if (statement.otherwise) {
                writer.write(' else ');
                emitBraced(context, statement.otherwise);
            }
            break;
        case 'for':
            emitFor(context, statement);
            break;
        case 'forEach':
            emitForEach(context, statement);
            break;
        case 'while':
            emitWhile(context, statement);
            break;
        case 'doWhile':
            emitDoWhile(context, statement);
            break;
        case 'return':
            if (context.isConstructor) {
                writer.write('return this;');
            } else {
                writer.write(statement.value ? `return (${value(context, statement.value)});` : 'return;');
            }
            break;
        case 'break':
            writer.write('break;');
            break;
        case 'continue':
            writer.write('continue;');
            break;
        case 'throw':
            writer.write(`throw $r.thrown(${value(context, statement.value)});`);
            break;
        case 'try':
            emitTry(context, statement);
            break;
        case 'switch':
            emitSwitch(context, statement);
            break;
        case 'dml':
            writer.write(`${dml(context, statement)};`);
            break;
        case 'runAs':
            emitRunAs(context, statement);
            break;
    }
}

function dml(context: MethodContext, statement: Dml): string {
    context.needsFrame = true;
    const options = [`access: ${JSON.stringify(statement.access)}`, 'allOrNone: true'];
    if (statement.externalId) {
        options.push(`externalId: ${JSON.stringify(statement.externalId.at(-1)?.toLowerCase())}`);
    }
    if (statement.duplicates) {
        options.push(`duplicates: ${value(context, statement.duplicates)}`);
    }
    return `$r.dml("${statement.operation}", ${value(context, statement.value)}, { ${options.join(', ')} })`;
}

function emitRunAs(context: MethodContext, statement: RunAs): void {
    const { writer } = context;
    context.needsFrame = true;
    const before = context.temporary();
    writer.write(`${before} = $r.beginRunAs(${value(context, statement.user)}); try `);
    emitBraced(context, statement.body);
    writer.write(` finally { $r.endRunAs(${before}); }`);
}
