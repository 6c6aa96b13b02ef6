import { typeName } from '../typeName.ts';
import type { ApexType, TypeSymbol } from '../types.ts';

/** Canonical type text as the runtime uses it: `Integer`, `List<Account>`, `Outer.Inner`, `System.HttpRequest`. */
export function typeText(type: ApexType): string {
    return type.kind === 'null' ? 'Object' : typeName(type);
}

/** The primitive's name, or null when the type is no primitive. */
export function primitiveName(type: ApexType | undefined): string | null {
    return type?.kind === 'primitive' ? type.name : null;
}

/** The project's superclass; null when there is none or it is the platform's. */
export function userSuperclass(symbol: TypeSymbol): TypeSymbol | null {
    return symbol.superclass?.kind === 'user' ? symbol.superclass.symbol : null;
}
