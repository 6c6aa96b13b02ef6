/**
 * What the checker writes onto the syntax tree and the emitter reads: the agreement between the two.
 * Slots are added to the tree's nodes by declaration merging below, so language/ stays ignorant of them.
 */
import type { ApexType, ConstructorSymbol, FieldSymbol, LocalSymbol, MethodSymbol, TypeSymbol } from './types.ts';
import type { LibraryConstructor, LibraryMethod, LibraryProperty, LibraryType } from './library.ts';
import type { FieldSchema, SObjectSchema, ChildRelationship } from '../schema/model.ts';

/** What a name, member access or call turned out to mean. */
export type Resolution =
    | { kind: 'local'; local: LocalSymbol }
    /** Field or property of the project; `implicitThis` when written without a target. `insideAccessor`: means the backing field. */
    | { kind: 'field'; field: FieldSymbol; implicitThis: boolean; insideAccessor: boolean }
    /** The target is a type, not a value (`Foo` in `Foo.bar()`): nothing to evaluate. */
    | { kind: 'type'; type: ApexType }
    /** A namespace or a partial path (`System` in `System.debug`, `Schema.SObjectType`): nothing to evaluate. */
    | { kind: 'namespace'; name: string }
    | { kind: 'libraryProperty'; property: LibraryProperty }
    | { kind: 'libraryEnumConstant'; type: LibraryType; name: string }
    | { kind: 'userEnumConstant'; type: TypeSymbol; name: string }
    /** record.Field */
    | { kind: 'sobjectField'; object: SObjectSchema; field: FieldSchema }
    /** record.Parent / record.Parent__r */
    | { kind: 'sobjectParent'; object: SObjectSchema; field: FieldSchema; relationship: string }
    /** record.Children__r */
    | { kind: 'sobjectChildren'; object: SObjectSchema; relationship: ChildRelationship }
    /** Account.Name → Schema.SObjectField; Account.SObjectType → Schema.SObjectType */
    | { kind: 'fieldToken'; object: SObjectSchema; field: FieldSchema }
    | { kind: 'objectToken'; object: SObjectSchema }
    /** Schema.SObjectType.Account → DescribeSObjectResult; …Account.fields.Name → DescribeFieldResult */
    | { kind: 'objectDescribe'; object: SObjectSchema }
    | { kind: 'fieldDescribe'; object: SObjectSchema; field: FieldSchema }
    | { kind: 'fieldsDescribe'; object: SObjectSchema }
    | { kind: 'fieldSetsDescribe'; object: SObjectSchema }
    /** Label.X, System.Label.X */
    | { kind: 'label'; name: string }
    /** Account__Share.RowCause.Manual: a String, the name itself */
    | { kind: 'rowCause'; name: string }
    /** Trigger.new, Trigger.oldMap, Trigger.isInsert … lower-case name */
    | { kind: 'trigger'; name: string }
    /** Calls */
    | { kind: 'userMethod'; method: MethodSymbol; dispatch: 'static' | 'virtual' | 'super'; implicitThis: boolean }
    | { kind: 'userConstructor'; constructor: ConstructorSymbol }
    /** Type arguments of the receiver substituted into `parameters`, for conversions. */
    | { kind: 'libraryMethod'; method: LibraryMethod; parameters: ApexType[] }
    /** A method of a library INTERFACE called on a value that may be a user object: dispatch by bridge key. */
    | { kind: 'libraryInterfaceMethod'; method: LibraryMethod }
    | { kind: 'libraryConstructor'; type: LibraryType; constructor: LibraryConstructor }
    /** A constructor of a project class that extends Exception and declares none: message/cause forms, by number and kind of arguments. */
    | { kind: 'exceptionConstructor'; type: ApexType; form: 'none' | 'message' | 'cause' | 'messageAndCause' }
    /** new Account(), new SObject-typed */
    | { kind: 'newSObject'; object: SObjectSchema }
    /** new List<T>(), new Set<T>(other), new Map<Id,T>(list) */
    | { kind: 'newCollection'; from: 'empty' | 'copy' | 'size' | 'records' }
    /** addError etc. on an SObject field: `rec.Name.addError('…')` – receiver is record + field */
    | { kind: 'fieldAddError'; object: SObjectSchema; field: FieldSchema; method: LibraryMethod }
    /** enum methods: values(), valueOf(), name(), ordinal() */
    | { kind: 'enumMethod'; type: ApexType; name: 'values' | 'valueOf' | 'name' | 'ordinal' | 'equals' | 'hashCode' | 'toString' }
    /** Known to the platform, not built here: throws at run time naming itself. */
    | { kind: 'unsupported'; what: string };

/**
 * A value conversion that the language makes silently, decided by the checker, done by the emitter:
 * Integer→Long/Double/Decimal, Long→Double/Decimal, Double→Decimal, String→Id (checked at run time),
 * Date→Datetime, soqlResult→one record / Integer / List.
 */
export type Conversion =
    | 'integerToLong'
    | 'integerToDouble'
    | 'integerToDecimal'
    | 'longToDouble'
    | 'longToDecimal'
    | 'doubleToDecimal'
    | 'decimalToDouble'
    | 'stringToId'
    | 'dateToDatetime'
    | 'soqlToRecord'
    | 'soqlToInteger'
    /** Object → anything in a cast: checked at run time. */
    | 'none';

declare module '../language/ast.ts' {
    interface Literal extends Annotated {}
    interface Name extends Annotated {}
    interface MemberAccess extends Annotated {}
    interface Index extends Annotated {}
    interface Call extends Annotated {}
    interface ConstructorCall extends Annotated {}
    interface This extends Annotated {}
    interface Super extends Annotated {}
    interface NewObject extends Annotated {}
    interface NewSObject extends Annotated {}
    interface NewCollection extends Annotated {}
    interface NewMap extends Annotated {}
    interface NewArray extends Annotated {}
    interface Unary extends Annotated {}
    interface Binary extends Annotated {}
    interface Assign extends Annotated {}
    interface Ternary extends Annotated {}
    interface InstanceOf extends Annotated {}
    interface Cast extends Annotated {}
    interface ClassLiteral extends Annotated {}
    interface Soql extends Annotated {}
    interface Sosl extends Annotated {}
    interface TypeRef {
        /** Resolved by the checker wherever a type is written. */
        resolvedType?: ApexType;
    }
    interface LocalVariables {
        locals?: LocalSymbol[];
    }
    interface ForEach {
        local?: LocalSymbol;
        /** How the loop runs. */
        loop?: 'list' | 'set' | 'iterable' | 'soqlRecords' | 'soqlChunks';
    }
    interface CatchClause {
        local?: LocalSymbol;
    }
    interface Parameter {
        local?: LocalSymbol;
    }
    interface PropertyAccessor {
        /** The `value` parameter of a setter with a body. */
        local?: LocalSymbol;
    }
    interface Switch {
        /** How to compare. */
        on?: 'primitive' | 'enum' | 'sobjectType';
        /** One per when of kind 'type'. */
        locals?: (LocalSymbol | null)[];
    }
}

export interface Annotated {
    /** Static type before `conversion`. */
    staticType?: ApexType;
    resolved?: Resolution;
    /** Applied to the value where it is used. */
    conversion?: Conversion;
    /** For binary/unary/compound assignment: the type in which the operation is done (Integer, Long, Double, Decimal, String, Boolean, Id, Date, Datetime, Object …). */
    operationType?: ApexType;
}

/** What `check` reports. */
export interface Problem {
    fileName: string;
    line: number;
    column: number;
    problem: string;
    kind: 'error' | 'unsupported';
}
