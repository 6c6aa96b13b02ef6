import type { Expression, Switch } from '../../language/ast.ts';
import { value } from './expressions.ts';
import type { MethodContext } from './MethodContext.ts';
import { libraryEnumConstant } from './names.ts';
import { emitStatements } from './statements.ts';
import { typeTest } from './typeTests.ts';

/** A chain of ifs: `break` and `continue` inside belong to the loop around it. */
export function emitSwitch(context: MethodContext, statement: Switch): void {
    const { writer } = context;
    const subject = context.temporary();
    writer.write(`${subject} = ${value(context, statement.subject)}; `);
    statement.whens.forEach(({ label, body }, index) => {
        writer.at(label.at.line).write(index === 0 ? '' : ' else ');
        let declaration = '';
        if (label.kind === 'values') {
            writer.write(`if (${label.values.map((each) => matches(context, statement, subject, each)).join(' || ')}) `);
        } else if (label.kind === 'type') {
            writer.write(`if (${typeTest(context, subject, label.type.resolvedType)}) `);
            declaration = `let ${statement.locals?.[index]?.jsName ?? label.name} = ${subject};`;
        }
        writer.write(`{ ${declaration}`);
        context.inScope(() => {
            if (label.kind === 'type') {
                context.declare(label.name, statement.locals?.[index]?.jsName ?? label.name);
            }
            emitStatements(context, body.statements);
        });
        writer.at(body.end.line).write('}');
    });
}

/** Strings compare with their case, unlike `==`. */
function matches(context: MethodContext, statement: Switch, subject: string, label: Expression): string {
    const type = statement.subject.staticType;
    if (label.kind === 'name' && label.resolved?.kind !== 'local' && statement.on === 'enum') {
        const wanted = label.name.toLowerCase();
        if (type?.kind === 'library') {
            const constant = type.type.enumConstants.find((each) => each.toLowerCase() === wanted) ?? label.name;
            return `${subject} === ${libraryEnumConstant(context, type.type, constant)}`;
        }
        if (type?.kind === 'user') {
            const constant = type.symbol.enumConstants.find((each) => each.toLowerCase() === wanted) ?? label.name;
            const code = `$r.enumConstant(${JSON.stringify(type.symbol.name)}, ${JSON.stringify(constant)})`;
            return `${subject} === ${context.module.constant('e', code)}`;
        }
    }
    return `${subject} === ${value(context, label)}`;
}
