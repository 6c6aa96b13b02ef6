import type { PropertyAccessor, PropertyDeclaration } from '../../language/ast.ts';
import type { FieldSymbol, TypeSymbol } from '../types.ts';
import type { CodeWriter } from './CodeWriter.ts';
import { emitBody, initializeStatics, place } from './members.ts';
import { MethodContext } from './MethodContext.ts';
import type { ModuleContext } from './ModuleContext.ts';
import { emitStatements } from './statements.ts';
import { userSuperclass } from './typeText.ts';

/**
 * Is the property more than a field? Automatic ones are plain members; those with code, and those that may be overridden
 * or override, are accessors with the value under `$b<jsName>`.
 */
export function hasAccessors(field: FieldSymbol): boolean {
    const property = field.property;
    if (property === null) {
        return false;
    }
    return (
        (property.getter?.body ?? null) !== null ||
        (property.setter?.body ?? null) !== null ||
        field.modifiers.has('virtual') ||
        field.modifiers.has('abstract') ||
        field.modifiers.has('override')
    );
}

export function emitProperty(
    module: ModuleContext,
    writer: CodeWriter,
    owner: TypeSymbol,
    field: FieldSymbol,
    property: PropertyDeclaration
): void {
    if (!hasAccessors(field) || field.modifiers.has('abstract')) {
        return;
    }
    module.range(property.at.line, property.end.line, `${place(owner)}.${field.name}`);
    const accessors = [
        { kind: 'get' as const, accessor: property.getter },
        { kind: 'set' as const, accessor: property.setter }
    ].sort((a, b) => (a.accessor?.at.line ?? 0) - (b.accessor?.at.line ?? 0));
    for (const { kind, accessor } of accessors) {
        if (accessor) {
            emitAccessor(module, writer, owner, field, kind, accessor);
        } else if (field.modifiers.has('override')) {
            // JavaScript looks both accessors up at once: the inherited one must be said again.
            writer.write(
                kind === 'get'
                    ? ` get ${jsNameOf(field)}() { return super.${jsNameOf(field)}; }`
                    : ` set ${jsNameOf(field)}(v) { super.${jsNameOf(field)} = v; }`
            );
        }
    }
}

function emitAccessor(
    module: ModuleContext,
    writer: CodeWriter,
    owner: TypeSymbol,
    field: FieldSymbol,
    kind: 'get' | 'set',
    accessor: PropertyAccessor
): void {
    const context = new MethodContext(module, writer, owner, { isStatic: field.isStatic });
    const backing = backingField(context, field, 'this');
    writer.at(accessor.at.line).write(`${field.isStatic ? 'static ' : ''}${kind} ${jsNameOf(field)}(`);
    if (accessor.body === null) {
        writer.write(kind === 'get' ? `) { return ${backing}; }` : `v) { ${backing} = v; }`);
        return;
    }
    const body = accessor.body;
    writer.write(kind === 'get' ? ') {' : `${accessor.local?.jsName ?? 'value'}) {`);
    emitBody(context, () => emitStatements(context, body.statements), {
        before: field.isStatic ? initializeStatics(owner) : '',
        end: body.end.line
    });
    writer.write('}');
}

/** A property that overrides another answers under the other's name. */
export function jsNameOf(field: FieldSymbol): string {
    if (!field.modifiers.has('override')) {
        return field.jsName;
    }
    const inherited = userSuperclass(field.owner);
    for (let each = inherited; each; each = userSuperclass(each)) {
        const overridden = each.fields.get(field.name.toLowerCase());
        if (overridden) {
            return jsNameOf(overridden);
        }
    }
    return field.jsName;
}

/** Where the value itself stands. */
export function backingField(context: MethodContext, field: FieldSymbol, target: string): string {
    const holder = field.isStatic ? context.staticsOf(field.owner) : target;
    return `${holder}.${hasAccessors(field) ? '$b' : ''}${jsNameOf(field)}`;
}

/** What the name of a field means as JavaScript, to be read or assigned. */
export function fieldReference(context: MethodContext, field: FieldSymbol, target: string, insideAccessor: boolean): string {
    if (insideAccessor) {
        return backingField(context, field, target);
    }
    if (!field.isStatic) {
        return `${target}.${jsNameOf(field)}`;
    }
    return hasAccessors(field) ? `${context.classOf(field.owner)}.${jsNameOf(field)}` : backingField(context, field, target);
}
