import type { ApexType, TypeSymbol } from '../types.ts';

/**
 * Canonical type text as the runtime uses it: `Integer`, `List<Account>`, `Outer.Inner`, `System.HttpRequest`.
 */
export function typeText(type: ApexType): string {
    switch (type.kind) {
        case 'primitive':
        case 'sobject':
        case 'typeParameter':
            return type.name;
        case 'void':
            return 'void';
        case 'list':
            return `List<${typeText(type.element)}>`;
        case 'set':
            return `Set<${typeText(type.element)}>`;
        case 'map':
            return `Map<${typeText(type.key)},${typeText(type.value)}>`;
        case 'user':
            return type.symbol.name;
        case 'library':
            return type.args.length === 0 ? type.type.name : `${type.type.name}<${type.args.map(typeText).join(',')}>`;
        case 'soqlResult':
            return `List<${typeText(type.element)}>`;
        case 'null':
        case 'error':
            return 'Object';
    }
}

/** The primitive's name, or null when the type is no primitive. */
export function primitiveName(type: ApexType | undefined): string | null {
    return type?.kind === 'primitive' ? type.name : null;
}

/** The project's superclass; null when there is none or it is the platform's. */
export function userSuperclass(symbol: TypeSymbol): TypeSymbol | null {
    return symbol.superclass?.kind === 'user' ? symbol.superclass.symbol : null;
}

/** Enums have the reference identity of their constants. */
export function isEnum(type: ApexType | undefined): boolean {
    return (type?.kind === 'user' && type.symbol.kind === 'enum') || (type?.kind === 'library' && type.type.kind === 'enum');
}
