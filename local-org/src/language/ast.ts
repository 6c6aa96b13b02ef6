/**
 * The typed syntax tree of Apex. Plain data: it is written to the disk cache with `v8.serialize`,
 * so no classes, no functions, no cycles. The compiler decorates nodes in the slots that
 * `compiler/annotations.ts` declares; nothing in `language/` reads them.
 *
 * Names keep the spelling of the source. Apex is case-insensitive: whoever looks a name up folds it.
 */
import type { Query, SoslQuery } from './soqlAst.ts';

/** Where a node starts: 1-based line and column, as Salesforce reports them. */
export interface Position {
    line: number;
    column: number;
}

export interface SyntaxProblem extends Position {
    message: string;
    /** Legal, but not built here: no error of the source. */
    unsupported?: true;
}

/** One source file. `declaration` is null only when the file could not be parsed at all. */
export interface CompilationUnit {
    fileName: string;
    declaration: TypeDeclaration | TriggerDeclaration | null;
    problems: SyntaxProblem[];
}

/** A type as written: `Map<Id, List<Foo.Bar>>`, `String[]` (an array is `List<String>`). */
export interface TypeRef {
    at: Position;
    /** Dotted parts; only the last one of a legal type has arguments. */
    name: string[];
    args: TypeRef[];
}

export interface Annotation {
    at: Position;
    name: string;
    /** `@X(a=1 b='c')` → `{a: '1', b: 'c'}` with lower-case keys; `@X('v')` → `{value: 'v'}`. */
    params: Record<string, string>;
}

/** Lower-case, in source order: public, private, protected, global, static, final, abstract, virtual, override, transient, webservice, testmethod, 'with sharing', 'without sharing', 'inherited sharing'. */
export type Modifier =
    | 'public'
    | 'private'
    | 'protected'
    | 'global'
    | 'static'
    | 'final'
    | 'abstract'
    | 'virtual'
    | 'override'
    | 'transient'
    | 'webservice'
    | 'testmethod'
    | 'with sharing'
    | 'without sharing'
    | 'inherited sharing';

interface Declaration {
    at: Position;
    /** Where the declared name stands. */
    nameAt: Position;
    name: string;
    annotations: Annotation[];
    modifiers: Modifier[];
}

export type TypeDeclaration = ClassDeclaration | InterfaceDeclaration | EnumDeclaration;

export interface ClassDeclaration extends Declaration {
    kind: 'class';
    typeParameters: string[];
    superclass: TypeRef | null;
    interfaces: TypeRef[];
    members: Member[];
    /** The closing brace. */
    end: Position;
}

export interface InterfaceDeclaration extends Declaration {
    kind: 'interface';
    typeParameters: string[];
    interfaces: TypeRef[];
    methods: MethodDeclaration[];
    end: Position;
}

export interface EnumDeclaration extends Declaration {
    kind: 'enum';
    constants: { at: Position; name: string }[];
    end: Position;
}

export type TriggerEvent =
    'before insert' | 'before update' | 'before delete' | 'after insert' | 'after update' | 'after delete' | 'after undelete';

export interface TriggerDeclaration {
    kind: 'trigger';
    at: Position;
    nameAt: Position;
    name: string;
    object: string;
    objectAt: Position;
    events: TriggerEvent[];
    body: Block;
    /** Members may be declared in a trigger body too. */
    members: Member[];
    end: Position;
}

export type Member =
    FieldDeclaration | PropertyDeclaration | MethodDeclaration | ConstructorDeclaration | InitializerBlock | TypeDeclaration;

/** One declarator: `Integer a = 1, b;` becomes two. */
export interface FieldDeclaration extends Declaration {
    kind: 'field';
    type: TypeRef;
    initializer: Expression | null;
}

export interface PropertyAccessor {
    at: Position;
    modifiers: Modifier[];
    /** null for an automatic accessor (`get;`). */
    body: Block | null;
}

export interface PropertyDeclaration extends Declaration {
    kind: 'property';
    type: TypeRef;
    getter: PropertyAccessor | null;
    setter: PropertyAccessor | null;
    end: Position;
}

export interface Parameter {
    at: Position;
    nameAt: Position;
    name: string;
    type: TypeRef;
    modifiers: Modifier[];
    annotations: Annotation[];
}

export interface MethodDeclaration extends Declaration {
    kind: 'method';
    /** null for `void`. */
    returnType: TypeRef | null;
    parameters: Parameter[];
    /** null for abstract and interface methods. */
    body: Block | null;
    end: Position;
}

export interface ConstructorDeclaration extends Declaration {
    kind: 'constructor';
    parameters: Parameter[];
    body: Block;
    end: Position;
}

export interface InitializerBlock {
    kind: 'initializer';
    at: Position;
    isStatic: boolean;
    body: Block;
}

// ---------------------------------------------------------------- statements

export type Statement =
    | Block
    | LocalVariables
    | ExpressionStatement
    | If
    | For
    | ForEach
    | While
    | DoWhile
    | Return
    | Break
    | Continue
    | Throw
    | Try
    | Switch
    | Dml
    | RunAs;

export interface Block {
    kind: 'block';
    at: Position;
    statements: Statement[];
    end: Position;
}

export interface LocalVariables {
    kind: 'localVariables';
    at: Position;
    modifiers: Modifier[];
    type: TypeRef;
    declarators: { at: Position; name: string; initializer: Expression | null }[];
}

export interface ExpressionStatement {
    kind: 'expressionStatement';
    at: Position;
    expression: Expression;
}

export interface If {
    kind: 'if';
    at: Position;
    condition: Expression;
    then: Statement;
    otherwise: Statement | null;
}

export interface For {
    kind: 'for';
    at: Position;
    /** Either declarations or expressions. */
    init: LocalVariables | Expression[] | null;
    condition: Expression | null;
    update: Expression[];
    body: Statement;
}

/** `for (T x : expr)`; a SOQL expression makes it a SOQL loop (by record, or by chunk when T is a List). */
export interface ForEach {
    kind: 'forEach';
    at: Position;
    type: TypeRef;
    nameAt: Position;
    name: string;
    iterable: Expression;
    body: Statement;
}

export interface While {
    kind: 'while';
    at: Position;
    condition: Expression;
    body: Statement;
}

export interface DoWhile {
    kind: 'doWhile';
    at: Position;
    body: Statement;
    condition: Expression;
}

export interface Return {
    kind: 'return';
    at: Position;
    value: Expression | null;
}

export interface Break {
    kind: 'break';
    at: Position;
}

export interface Continue {
    kind: 'continue';
    at: Position;
}

export interface Throw {
    kind: 'throw';
    at: Position;
    value: Expression;
}

export interface CatchClause {
    at: Position;
    type: TypeRef;
    nameAt: Position;
    name: string;
    body: Block;
}

export interface Try {
    kind: 'try';
    at: Position;
    body: Block;
    catches: CatchClause[];
    finallyBlock: Block | null;
}

export type WhenLabel =
    /** `when 1, 'a', RED, null`: an enum constant is a `name` expression. */
    | { kind: 'values'; at: Position; values: Expression[] }
    /** `when Account a` */
    | { kind: 'type'; at: Position; type: TypeRef; nameAt: Position; name: string }
    | { kind: 'else'; at: Position };

export interface Switch {
    kind: 'switch';
    at: Position;
    subject: Expression;
    whens: { label: WhenLabel; body: Block }[];
}

export type DmlOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';

export interface Dml {
    kind: 'dml';
    at: Position;
    operation: DmlOperation;
    /** `as user` / `as system`; null when not written. */
    access: 'user' | 'system' | null;
    value: Expression;
    /** `upsert x Ext__c` → `['Ext__c']`; null when absent. */
    externalId: string[] | null;
    /** Second operand of `merge`. */
    duplicates: Expression | null;
}

export interface RunAs {
    kind: 'runAs';
    at: Position;
    user: Expression;
    body: Block;
}

// --------------------------------------------------------------- expressions

export type Expression =
    | Literal
    | Name
    | MemberAccess
    | Index
    | Call
    | ConstructorCall
    | This
    | Super
    | NewObject
    | NewSObject
    | NewCollection
    | NewMap
    | NewArray
    | Unary
    | Binary
    | Assign
    | Ternary
    | InstanceOf
    | Cast
    | ClassLiteral
    | Soql
    | Sosl;

/** `1` integer, `1L` long, `1.5` decimal, `1.5d` double. Numbers are kept as digits, strings are unescaped. */
export interface Literal {
    kind: 'literal';
    at: Position;
    literal: 'null' | 'boolean' | 'integer' | 'long' | 'decimal' | 'double' | 'string';
    text: string;
}

/** A lone identifier: local, field, property or type. */
export interface Name {
    kind: 'name';
    at: Position;
    name: string;
}

export interface MemberAccess {
    kind: 'member';
    /** Where the member's own name stands. */
    at: Position;
    target: Expression;
    name: string;
    /** `?.` */
    safe: boolean;
}

export interface Index {
    kind: 'index';
    at: Position;
    target: Expression;
    index: Expression;
}

/** `f(x)` has target null. */
export interface Call {
    kind: 'call';
    /** Where the method's name stands. */
    at: Position;
    target: Expression | null;
    name: string;
    args: Expression[];
    safe: boolean;
}

/** `this(...)` or `super(...)` as the first statement of a constructor. */
export interface ConstructorCall {
    kind: 'constructorCall';
    at: Position;
    which: 'this' | 'super';
    args: Expression[];
}

export interface This {
    kind: 'this';
    at: Position;
}

/** Only as the target of a call. */
export interface Super {
    kind: 'super';
    at: Position;
}

/** `new T(a, b)` */
export interface NewObject {
    kind: 'newObject';
    at: Position;
    type: TypeRef;
    args: Expression[];
}

/** `new T(Field = value, …)` with at least one field. */
export interface NewSObject {
    kind: 'newSObject';
    at: Position;
    type: TypeRef;
    fields: { at: Position; name: string; value: Expression }[];
}

/** `new List<T>{a, b}`, `new Set<T>{a}`, `new T[]{a}`; empty braces come here too. */
export interface NewCollection {
    kind: 'newCollection';
    at: Position;
    /** The whole type: List<T> or Set<T>. */
    type: TypeRef;
    elements: Expression[];
}

/** `new Map<K, V>{k => v}` with at least one entry. */
export interface NewMap {
    kind: 'newMap';
    at: Position;
    type: TypeRef;
    entries: { key: Expression; value: Expression }[];
}

/** `new T[n]` */
export interface NewArray {
    kind: 'newArray';
    at: Position;
    /** List<T> */
    type: TypeRef;
    size: Expression;
}

export interface Unary {
    kind: 'unary';
    at: Position;
    operator: '-' | '+' | '!' | '~' | '++' | '--';
    /** For ++ and --: is the operator written after the operand? */
    postfix: boolean;
    operand: Expression;
}

export type BinaryOperator =
    | '+'
    | '-'
    | '*'
    | '/'
    | '&'
    | '|'
    | '^'
    | '<<'
    | '>>'
    | '>>>'
    | '&&'
    | '||'
    | '=='
    | '!='
    | '==='
    | '!=='
    | '<'
    | '>'
    | '<='
    | '>='
    | '??';

export interface Binary {
    kind: 'binary';
    /** Where the left operand starts. */
    at: Position;
    operator: BinaryOperator;
    left: Expression;
    right: Expression;
}

export interface Assign {
    kind: 'assign';
    at: Position;
    operator: '=' | '+=' | '-=' | '*=' | '/=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '>>>=' | '??=';
    target: Expression;
    value: Expression;
}

export interface Ternary {
    kind: 'ternary';
    at: Position;
    condition: Expression;
    then: Expression;
    otherwise: Expression;
}

export interface InstanceOf {
    kind: 'instanceOf';
    at: Position;
    value: Expression;
    type: TypeRef;
}

export interface Cast {
    kind: 'cast';
    at: Position;
    type: TypeRef;
    value: Expression;
}

/** `Foo.class` */
export interface ClassLiteral {
    kind: 'classLiteral';
    at: Position;
    type: TypeRef;
}

export interface Soql {
    kind: 'soql';
    at: Position;
    query: Query;
}

export interface Sosl {
    kind: 'sosl';
    at: Position;
    query: SoslQuery;
}
