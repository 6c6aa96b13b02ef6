import type { LibraryMethod } from '../library.ts';
import type { TypeSymbol } from '../types.ts';
import type { MethodContext } from './MethodContext.ts';
import { fieldReference } from './properties.ts';
import { userSuperclass } from './typeText.ts';

const DYNAMIC = new Set(['query', 'countquery', 'getquerylocator', 'getcursor']);

/** Does the method take query text whose binds (`:name`) are variables of the caller? */
export function takesBinder(method: LibraryMethod): boolean {
    return method.owner === 'System.Database' && DYNAMIC.has(method.name.toLowerCase()) && method.parameters[0]?.type === 'String';
}

/** A function from a lower-case name to the variable that it means here; undefined for none. Nothing is read unless asked for. */
export function binder(context: MethodContext): string {
    const cases = new Map<string, string>();
    for (let symbol: TypeSymbol | null = context.owner; symbol; symbol = userSuperclass(symbol)) {
        addFields(context, symbol, !context.isStatic, cases);
    }
    for (let outer = context.owner.outer; outer; outer = outer.outer) {
        addFields(context, outer, false, cases);
    }
    for (const [name, jsName] of context.visibleLocals()) {
        cases.set(name, jsName);
    }
    const code = [...cases].map(([name, value]) => `case ${JSON.stringify(name)}: return ${value};`).join(' ');
    return `($v) => { switch ($v) { ${code} } }`;
}

/** The nearest declaration of a name wins. */
function addFields(context: MethodContext, symbol: TypeSymbol, withInstance: boolean, cases: Map<string, string>): void {
    for (const [name, field] of symbol.fields) {
        const isReadable = field.property === null || field.property.getter !== null;
        if (!cases.has(name) && isReadable && (field.isStatic || withInstance)) {
            cases.set(name, fieldReference(context, field, 'this', false));
        }
    }
}
