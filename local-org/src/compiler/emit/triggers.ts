import type { TriggerDeclaration } from '../../language/ast.ts';
import type { TypeSymbol } from '../types.ts';
import type { CodeWriter } from './CodeWriter.ts';
import { emitBody, emitMethod, place } from './members.ts';
import { MethodContext } from './MethodContext.ts';
import type { ModuleContext } from './ModuleContext.ts';
import { emitStatements } from './statements.ts';

/** A trigger is a class without instances whose body is `$run`; methods declared in it are its static methods. */
export function emitTrigger(module: ModuleContext, writer: CodeWriter, symbol: TypeSymbol, trigger: TriggerDeclaration): void {
    module.range(trigger.at.line, trigger.end.line, place(symbol));
    writer.at(trigger.at.line).write(`class ${symbol.jsName} { static $s() { return null; } `);
    const methods = new Map([...symbol.methods.values()].flat().map((method) => [method.declaration, method]));
    const members = trigger.members.flatMap((member) => (member.kind === 'method' && member.body ? [{ member, body: member.body }] : []));
    const [before, after] = [members.filter(isBeforeBody), members.filter((each) => !isBeforeBody(each))];
    before.forEach(emitMember);
    const context = new MethodContext(module, writer, symbol, { isStatic: true });
    context.needsFrame = true;
    writer.write('static $run() {');
    emitBody(context, () => emitStatements(context, trigger.body.statements), { end: after.length === 0 ? trigger.end.line : undefined });
    writer.write('}');
    after.forEach(emitMember);
    writer.at(trigger.end.line).write(`} return { run: ${symbol.jsName}.$run };`);

    function isBeforeBody({ member }: (typeof members)[number]): boolean {
        return member.at.line < (trigger.body.statements[0]?.at.line ?? 0);
    }

    function emitMember({ member, body }: (typeof members)[number]): void {
        const method = methods.get(member);
        if (method) {
            emitMethod(module, writer, symbol, method, member, body);
        }
    }
}
