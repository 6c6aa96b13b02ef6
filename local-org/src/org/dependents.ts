/** Which types cannot run because something that they name does not compile. */
import type { ApexType, TypeSymbol } from '../compiler/types.ts';
import type { Resolution } from '../compiler/annotations.ts';

/** Slots that the checker fills; the trees behind them are other types' own. */
const SLOTS = new Set(['staticType', 'resolvedType', 'resolved', 'operationType', 'local', 'locals']);

/** Each dependent top-level type with the broken one that it names, however far away; `broken` are top-level names. */
export function brokenByDependency(symbols: readonly TypeSymbol[], broken: ReadonlySet<string>): Map<TypeSymbol, string> {
    const names = new Map(symbols.map((symbol) => [symbol, namedTypes(symbol)]));
    const invalid = new Set(broken);
    const found = new Map<TypeSymbol, string>();
    for (let grew = true; grew;) {
        grew = false;
        for (const [symbol, named] of names) {
            const culprit = invalid.has(symbol.name) ? undefined : [...named].find((name) => invalid.has(name));
            if (culprit !== undefined) {
                found.set(symbol, culprit);
                invalid.add(symbol.name);
                grew = true;
            }
        }
    }
    return found;
}

/** Top-level types of the project that a type's text names. */
function namedTypes(symbol: TypeSymbol): Set<string> {
    const named = new Set<string>();
    const visit = (node: unknown): void => {
        if (Array.isArray(node)) {
            node.forEach(visit);
        } else if (node !== null && typeof node === 'object') {
            const annotated = node as { resolvedType?: ApexType; staticType?: ApexType; resolved?: Resolution };
            addType(annotated.resolvedType, named);
            addType(annotated.staticType, named);
            addResolution(annotated.resolved, named);
            for (const [key, value] of Object.entries(node)) {
                if (!SLOTS.has(key)) {
                    visit(value);
                }
            }
        }
    };
    visit(symbol.declaration);
    named.delete(symbol.name);
    return named;
}

function addType(type: ApexType | undefined, named: Set<string>): void {
    switch (type?.kind) {
        case 'user':
            named.add(type.symbol.name.split('.')[0]);
            return;
        case 'list':
        case 'set':
        case 'soqlResult':
            addType(type.element, named);
            return;
        case 'map':
            addType(type.key, named);
            addType(type.value, named);
            return;
        case 'library':
            type.args.forEach((arg) => addType(arg, named));
    }
}

function addResolution(resolved: Resolution | undefined, named: Set<string>): void {
    switch (resolved?.kind) {
        case 'type':
            addType(resolved.type, named);
            return;
        case 'field':
            named.add(resolved.field.owner.name.split('.')[0]);
            return;
        case 'userMethod':
            named.add(resolved.method.owner.name.split('.')[0]);
            return;
        case 'userConstructor':
            named.add(resolved.constructor.owner.name.split('.')[0]);
            return;
        case 'userEnumConstant':
            named.add(resolved.type.name.split('.')[0]);
    }
}
