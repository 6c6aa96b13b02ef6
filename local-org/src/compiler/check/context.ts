/**
 * Where the checker stands: in which member of which type, with which locals in scope.
 */
import type { Expression, Position } from '../../language/ast.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import { typeName } from '../typeName.ts';
import type { ApexType, FieldSymbol, LocalSymbol, MethodSymbol, TypeSymbol } from '../types.ts';
import type { Universe } from '../universe.ts';

export type Body = 'method' | 'constructor' | 'initializer' | 'getter' | 'setter' | 'trigger' | 'fieldInitializer';

export interface Context {
    readonly universe: Universe;
    readonly symbol: TypeSymbol;
    readonly fileName: string;
    /** No `this` here. */
    readonly isStatic: boolean;
    readonly body: Body;
    /** What `return` must give; null where a value is not allowed. */
    readonly returns: ApexType | null;
    /** The property whose accessor this is: its name means the backing field. */
    readonly accessor: FieldSymbol | null;
    readonly method: MethodSymbol | null;
    /** Object of the trigger. */
    readonly triggerObject: SObjectSchema | null;
    /** The field whose initialiser this is: later fields may not be read (illegal forward reference). */
    readonly initializing: FieldSymbol | null;
    /** Inside the arguments of `this(…)` or `super(…)`. */
    readonly inConstructorCall: boolean;
    readonly loops: number;
    /** The left side of the assignment being checked: it is written, not read. */
    readonly writing: Expression | null;
    readonly scope: Scope;
}

const JAVASCRIPT_WORDS = new Set(
    (
        'abstract arguments await boolean break byte case catch char class const continue debugger default delete do double else enum eval export extends false final finally ' +
        'float for function goto if implements import in instanceof int interface let long native new null package private protected public return short static super switch ' +
        'synchronized this throw throws transient true try typeof undefined var void volatile while with yield async of nan infinity'
    ).split(' ')
);

/** The locals of a block; JavaScript names are unique in the whole body. */
export class Scope {
    readonly #parent: Scope | null;
    readonly #locals = new Map<string, LocalSymbol>();
    readonly #names: Map<string, number>;

    constructor(parent: Scope | null = null) {
        this.#parent = parent;
        this.#names = parent ? parent.#names : new Map();
    }

    find(name: string): LocalSymbol | undefined {
        return this.#locals.get(name.toLowerCase()) ?? this.#parent?.find(name);
    }

    add(name: string, type: ApexType, isFinal: boolean): LocalSymbol {
        const key = name.toLowerCase();
        const count = (this.#names.get(key) ?? 0) + 1;
        this.#names.set(key, count);
        const base = JAVASCRIPT_WORDS.has(key) ? `${key}$` : key;
        const local: LocalSymbol = { name, jsName: count === 1 ? base : `${base}$${count}`, type, isFinal };
        this.#locals.set(key, local);
        return local;
    }
}

export function newContext(universe: Universe, symbol: TypeSymbol, body: Body, isStatic: boolean): Context {
    return {
        universe,
        symbol,
        fileName: symbol.fileName,
        isStatic,
        body,
        returns: null,
        accessor: null,
        method: null,
        triggerObject: null,
        initializing: null,
        inConstructorCall: false,
        loops: 0,
        writing: null,
        scope: new Scope()
    };
}

export function innerScope(context: Context): Context {
    return { ...context, scope: new Scope(context.scope) };
}

export function report(context: Context, at: Position, message: string): void {
    context.universe.report(context.fileName, at, message);
}

export function unsupported(context: Context, at: Position, what: string): void {
    context.universe.report(context.fileName, at, `Not supported by the local org: ${what}`, 'unsupported');
}

/** Declares a local, refusing what the enclosing scopes of the body already declare. */
export function declareLocal(context: Context, at: Position, name: string, type: ApexType, isFinal = false): LocalSymbol {
    if (context.scope.find(name)) {
        report(context, at, `Duplicate variable: ${name}`);
    }
    checkIdentifier(context, at, name);
    if (type.kind === 'void') {
        report(context, at, 'Variables cannot be of type void');
    }
    return context.scope.add(name, type, isFinal);
}

const MAX_IDENTIFIER = 255;

/** Words that neither a variable nor a class may have as its name (methods may have most of them). */
const RESERVED = new Set(
    (
        'activate any array autonomous begin bigdecimal blob boolean byte case cast char collect const currency date datetime decimal default double end exception exit export float goto group hint import ' +
        'inner int integer into join long loop number object of outer package parallel pragma retrieve rollback set short sobject sort string switch synchronized system then time transaction void when ' +
        'abstract and as asc break bulk by catch class commit continue delete desc do else enum extends false final finally for from global having if implements in insert instanceof interface like limit ' +
        'list map merge new not null nulls on or override private protected public return select static super testmethod this throw trigger true try undelete update upsert using virtual webservice where while'
    ).split(' ')
);

/** "Identifier name is reserved", too long, and such. */
export function checkIdentifier(context: Context, at: Position, name: string): void {
    const problem = identifierProblem(name);
    if (problem) {
        report(context, at, problem);
    }
}

export function identifierProblem(name: string): string | null {
    const key = name.toLowerCase();
    if (RESERVED.has(key)) {
        return `Identifier name is reserved: ${name}`;
    }
    if (name.length > MAX_IDENTIFIER) {
        return `Identifier name is too long: ${name}`;
    }
    return null;
}

/** `void foo(Integer, String)` as messages write what they looked for. */
export function callText(name: string, args: readonly ApexType[]): string {
    return `void ${name}(${args.map(typeName).join(', ')})`;
}
