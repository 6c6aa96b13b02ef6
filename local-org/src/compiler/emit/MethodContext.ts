import type { Parameter } from '../../language/ast.ts';
import type { ApexType, TypeSymbol } from '../types.ts';
import type { CodeWriter } from './CodeWriter.ts';
import type { ModuleContext } from './ModuleContext.ts';

interface BodyFacts {
    isConstructor?: boolean;
    isStatic?: boolean;
    parameters?: readonly Parameter[];
}

/** What the body of a method, constructor, accessor or initialiser needs to know while it is emitted. */
export class MethodContext {
    readonly module: ModuleContext;
    readonly writer: CodeWriter;
    readonly owner: TypeSymbol;
    /** Constructors answer `this`, so that `new` is one expression. */
    readonly isConstructor: boolean;
    /** Set when the body does something for which the class's sharing or version matters, or which may recurse. */
    needsFrame = false;
    /** There is no `this` here. */
    readonly isStatic: boolean;
    private temporaries = 0;
    private scopes: Map<string, string>[] = [new Map()];

    constructor(module: ModuleContext, writer: CodeWriter, owner: TypeSymbol, body: BodyFacts = {}) {
        this.module = module;
        this.writer = writer;
        this.owner = owner;
        this.isConstructor = body.isConstructor ?? false;
        this.isStatic = body.isStatic ?? false;
        for (const parameter of body.parameters ?? []) {
            this.declare(parameter.name, parameter.local?.jsName ?? parameter.name);
        }
    }

    /** A variable of the whole body. */
    temporary(): string {
        this.temporaries += 1;
        return `$t${this.temporaries}`;
    }

    /** Notes a local of the current scope, for the binds of dynamic queries. */
    declare(name: string, jsName: string): void {
        this.scopes.at(-1)?.set(name.toLowerCase(), jsName);
    }

    inScope(emit: () => void): void {
        this.scopes.push(new Map());
        emit();
        this.scopes.pop();
    }

    /** Lower-case name → JavaScript name, innermost last. */
    visibleLocals(): [name: string, jsName: string][] {
        return this.scopes.flatMap((scope) => [...scope]);
    }

    declarations(): string {
        if (this.temporaries === 0) {
            return '';
        }
        return `let ${Array.from({ length: this.temporaries }, (_, index) => `$t${index + 1}`).join(', ')};`;
    }

    /** The class as JavaScript: by name where it lexically encloses this body, loaded on demand otherwise. */
    classOf(symbol: TypeSymbol): string {
        for (let scope: TypeSymbol | null = this.owner; scope; scope = scope.outer) {
            if (scope.name === symbol.name) {
                return symbol.jsName;
            }
        }
        return this.module.classOf(symbol);
    }

    /** The object that holds the class's static fields in this transaction. */
    staticsOf(symbol: TypeSymbol): string {
        return `${this.classOf(symbol)}.$s()`;
    }
}

/** Is this type one of those whose platform methods depend on nothing around the call? */
export function isValueType(owner: string): boolean {
    return VALUE_TYPES.has(owner);
}

const VALUE_TYPES = new Set(
    [
        'String',
        'Integer',
        'Long',
        'Double',
        'Decimal',
        'Boolean',
        'Id',
        'Date',
        'Datetime',
        'Time',
        'Blob',
        'Math',
        'Set',
        'Map',
        'Exception'
    ].map((name) => `System.${name}`)
);

/** The type in which a value arrives where it is used. */
export type Typed = { staticType?: ApexType };
