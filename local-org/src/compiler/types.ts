/**
 * Apex types as the compiler sees them, and the symbols that declarations become.
 * Types compare by `typeName` (canonical text), so they need no interning.
 */
import type {
    ClassDeclaration,
    ConstructorDeclaration,
    EnumDeclaration,
    Expression,
    InterfaceDeclaration,
    MethodDeclaration,
    Modifier,
    Position,
    PropertyDeclaration,
    TriggerDeclaration,
    Annotation
} from '../language/ast.ts';
import type { SObjectSchema } from '../schema/model.ts';
import type { LibraryType } from './library.ts';

export type PrimitiveName =
    'Boolean' | 'Integer' | 'Long' | 'Double' | 'Decimal' | 'String' | 'Id' | 'Date' | 'Datetime' | 'Time' | 'Blob' | 'Object';

export type ApexType =
    | { kind: 'primitive'; name: PrimitiveName }
    | { kind: 'void' }
    /** The type of `null`. */
    | { kind: 'null' }
    /** `SObject` itself has schema null and name 'SObject'; AggregateResult is an sobject too (schema null). */
    | { kind: 'sobject'; name: string; schema: SObjectSchema | null }
    | { kind: 'list'; element: ApexType }
    | { kind: 'set'; element: ApexType }
    | { kind: 'map'; key: ApexType; value: ApexType }
    /** A class, interface or enum of the project. */
    | { kind: 'user'; symbol: TypeSymbol }
    /** A platform class, interface or enum, with type arguments (`Iterable<String>`). */
    | { kind: 'library'; type: LibraryType; args: ApexType[] }
    /** Only inside library signatures, before substitution. */
    | { kind: 'typeParameter'; name: string }
    /** The result of a SOQL expression before its context decides: assignable to List<T>, T and Integer alike. */
    | { kind: 'soqlResult'; element: ApexType }
    /** Something already reported as wrong; assignable to and from everything, silences follow-up errors. */
    | { kind: 'error' };

/** A class, interface, enum or trigger of the project. Inner types are `Outer.Inner`. */
export interface TypeSymbol {
    kind: 'class' | 'interface' | 'enum' | 'trigger';
    /** `Outer.Inner` in declared spelling: also what messages and `Type.getName()` show. */
    name: string;
    /** Unique JavaScript identifier: `C_Outer_Inner`. */
    jsName: string;
    fileName: string;
    declaration: ClassDeclaration | InterfaceDeclaration | EnumDeclaration | TriggerDeclaration;
    outer: TypeSymbol | null;
    inner: Map<string, TypeSymbol>;
    /** User or library class (`Exception`); null for none. */
    superclass: ApexType | null;
    interfaces: ApexType[];
    fields: Map<string, FieldSymbol>;
    /** Keyed by lower-case name: all overloads declared here. */
    methods: Map<string, MethodSymbol[]>;
    constructors: ConstructorSymbol[];
    enumConstants: string[];
    modifiers: ReadonlySet<Modifier>;
    annotations: Annotation[];
    /** Class's own -meta.xml version (inner classes: the outer's). */
    apiVersion: number;
    /** Keyword as written; null when absent (inner classes do not inherit it). */
    sharing: 'with' | 'without' | 'inherited' | null;
    isTest: boolean;
    isException: boolean;
}

/** A field or property. */
export interface FieldSymbol {
    kind: 'field' | 'property';
    name: string;
    /** Member name in emitted JavaScript: `_name`, made unique along the inheritance chain. */
    jsName: string;
    type: ApexType;
    owner: TypeSymbol;
    isStatic: boolean;
    isFinal: boolean;
    modifiers: ReadonlySet<Modifier>;
    annotations: Annotation[];
    declaredAt: Position;
    property: PropertyDeclaration | null;
}

export interface MethodSymbol {
    name: string;
    /** Mangled with the parameter types: `m_run$integer$list_id_`. Overrides have the same jsName as what they override. */
    jsName: string;
    parameters: { name: string; type: ApexType }[];
    returns: ApexType;
    owner: TypeSymbol;
    isStatic: boolean;
    isAbstract: boolean;
    isVirtual: boolean;
    modifiers: ReadonlySet<Modifier>;
    annotations: Annotation[];
    declaration: MethodDeclaration;
    /**
     * Interface methods (library or user) that this one implements under another JS name, as bridge keys
     * (`System.Comparable.compareTo(Object)`; for library interfaces always). The emitter puts an alias on the prototype.
     */
    bridges: string[];
}

export interface ConstructorSymbol {
    /** `c_$integer$string` – the emitted initialiser method. */
    jsName: string;
    parameters: { name: string; type: ApexType }[];
    owner: TypeSymbol;
    modifiers: ReadonlySet<Modifier>;
    /** null for the implicit default constructor. */
    declaration: ConstructorDeclaration | null;
}

export interface LocalSymbol {
    name: string;
    /** Unique in its method: `name`, `name$2`. Never a JavaScript reserved word. */
    jsName: string;
    type: ApexType;
    isFinal: boolean;
}

/** What an initialiser of a static or instance field belongs to; used by the emitter to keep textual order. */
export interface FieldInitializer {
    field: FieldSymbol;
    value: Expression;
}
