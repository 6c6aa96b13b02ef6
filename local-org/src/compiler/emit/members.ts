import type { Block, ConstructorDeclaration, Expression, InitializerBlock, MethodDeclaration, Parameter } from '../../language/ast.ts';
import type { ConstructorSymbol, FieldSymbol, MethodSymbol, TypeSymbol } from '../types.ts';
import type { CodeWriter } from './CodeWriter.ts';
import { value } from './expressions.ts';
import { MethodContext } from './MethodContext.ts';
import type { ModuleContext } from './ModuleContext.ts';
import { jsNameOf } from './properties.ts';
import { emitStatements } from './statements.ts';
import { userSuperclass } from './typeText.ts';

export function emitMethod(
    module: ModuleContext,
    writer: CodeWriter,
    owner: TypeSymbol,
    method: MethodSymbol,
    declaration: MethodDeclaration,
    body: Block
): void {
    const isStatic = method.isStatic || owner.kind === 'trigger';
    const context = new MethodContext(module, writer, owner, { isStatic, parameters: declaration.parameters });
    module.range(declaration.at.line, declaration.end.line, `${place(owner)}.${method.name}`);
    writer.at(declaration.nameAt.line).write(`${isStatic ? 'static ' : ''}${method.jsName}(${parameterNames(declaration.parameters)}) {`);
    emitBody(context, () => emitStatements(context, body.statements), {
        before: method.isStatic ? initializeStatics(owner) : '',
        end: declaration.end.line
    });
    writer.write('}');
}

/**
 * A method of its own that answers `this`: this(…) and super(…) are plain calls. The fields of the whole chain have their
 * initial values before: fflib-apex-common's tests call an overridden method from a super constructor and find them set.
 */
export function emitConstructor(
    module: ModuleContext,
    writer: CodeWriter,
    owner: TypeSymbol,
    constructor: ConstructorSymbol,
    declaration: ConstructorDeclaration
): void {
    const context = new MethodContext(module, writer, owner, { isConstructor: true, parameters: declaration.parameters });
    module.range(declaration.at.line, declaration.end.line, `${place(owner)}.<init>`);
    writer.at(declaration.nameAt.line).write(`${constructor.jsName}(${parameterNames(declaration.parameters)}) {`);
    emitBody(
        context,
        () => {
            if (!startsWithConstructorCall(declaration.body)) {
                writer.write(implicitSuper(owner));
            }
            emitStatements(context, declaration.body.statements);
        },
        { before: initializeStatics(owner), end: declaration.end.line, after: 'return this;' }
    );
    writer.write('}');
}

export function emitImplicitConstructor(
    module: ModuleContext,
    writer: CodeWriter,
    owner: TypeSymbol,
    constructor: ConstructorSymbol
): void {
    const line = owner.declaration.at.line;
    module.range(line, line, `${place(owner)}.<init>`);
    writer.write(` ${constructor.jsName}() { ${initializeStatics(owner)} ${implicitSuper(owner)} return this; }`);
}

function startsWithConstructorCall(body: Block): boolean {
    const first = body.statements[0];
    return first?.kind === 'expressionStatement' && first.expression.kind === 'constructorCall';
}

function implicitSuper(owner: TypeSymbol): string {
    const inherited = userSuperclass(owner)?.constructors.find((each) => each.parameters.length === 0);
    return inherited ? `super.${inherited.jsName}();` : '';
}

export function emitFieldInitializer(
    module: ModuleContext,
    writer: CodeWriter,
    owner: TypeSymbol,
    field: FieldSymbol,
    initializer: Expression,
    index: number
): string {
    const context = new MethodContext(module, writer, owner, { isStatic: field.isStatic });
    const name = initializerName(owner, field.isStatic, index);
    const line = initializer.at.line;
    module.range(field.declaredAt.line, line, `${place(owner)}.${field.isStatic ? '<clinit>' : '<init>'}`);
    writer.at(Math.min(field.declaredAt.line, line)).write(`${field.isStatic ? 'static ' : ''}${name}() {`);
    emitBody(context, () => {
        const target = field.isStatic ? context.staticsOf(owner) : 'this';
        writer.at(line).write(`${module.cover(line)} ${target}.${jsNameOf(field)} = ${value(context, initializer)};`);
    });
    writer.write('}');
    return name;
}

export function emitInitializerBlock(
    module: ModuleContext,
    writer: CodeWriter,
    owner: TypeSymbol,
    block: InitializerBlock,
    index: number
): string {
    const context = new MethodContext(module, writer, owner, { isStatic: block.isStatic });
    const name = initializerName(owner, block.isStatic, index);
    module.range(block.at.line, block.body.end.line, `${place(owner)}.${block.isStatic ? '<clinit>' : '<init>'}`);
    writer.at(block.at.line).write(`${block.isStatic ? 'static ' : ''}${name}() {`);
    emitBody(context, () => emitStatements(context, block.body.statements));
    writer.write('}');
    return name;
}

/** Unlike any of a superclass. */
function initializerName(owner: TypeSymbol, isStatic: boolean, index: number): string {
    return `$${isStatic ? 's' : 'i'}_${owner.jsName}_${index}`;
}

/**
 * A body with what belongs around it: its temporaries, a CPU step and – only where code in it could tell the
 * difference – the class's frame (sharing, API version, depth of the stack).
 */
export function emitBody(context: MethodContext, emit: () => void, around: { before?: string; after?: string; end?: number } = {}): void {
    const { writer, module, owner } = context;
    const start = writer.slot();
    emit();
    if (around.end !== undefined) {
        writer.at(around.end);
    }
    const before = ` ${context.declarations()} ${around.before ?? ''}`;
    const after = around.after ?? '';
    if (context.needsFrame) {
        start(`${before} const $f = $r.enter(${module.frame(owner)}); try {`);
        writer.write(` ${after} } finally { $r.leave($f); }`);
    } else {
        start(`${before} $r.tick();`);
        writer.write(` ${after} `);
    }
}

function parameterNames(parameters: readonly Parameter[]): string {
    return parameters.map((parameter) => parameter.local?.jsName ?? parameter.name).join(', ');
}

/** Static methods and constructors are what first wakes a class in a transaction. */
export function initializeStatics(owner: TypeSymbol): string {
    return hasStaticInitializers(owner) ? `${owner.jsName}.$s();` : '';
}

function hasStaticInitializers(owner: TypeSymbol): boolean {
    if (owner.declaration.kind !== 'class') {
        return false;
    }
    const own = owner.declaration.members.some(
        (member) =>
            (member.kind === 'initializer' && member.isStatic) ||
            (member.kind === 'field' && member.initializer !== null && member.modifiers.includes('static'))
    );
    const superclass = userSuperclass(owner);
    return own || (superclass !== null && hasStaticInitializers(superclass));
}

/** How stack traces name the type. */
export function place(owner: TypeSymbol): string {
    return owner.kind === 'trigger' ? `Trigger.${owner.name}` : `Class.${owner.name}`;
}
