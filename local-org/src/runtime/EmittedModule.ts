/**
 * What the emitter hands to the runtime for one source file: JavaScript text and the facts about its types that the
 * runtime needs without running it. Plain data: it is cached on disk by content hash. The compiler imports these types
 * (docs/adr/0004).
 */

export interface AnnotationMeta {
    name: string;
    /** Keys lower-case. */
    params: Record<string, string>;
}

export interface ParameterMeta {
    name: string;
    /** Type text. */
    type: string;
}

export interface MethodMeta {
    name: string;
    jsName: string;
    isStatic: boolean;
    isAbstract: boolean;
    parameters: ParameterMeta[];
    /** Type text; `void`. */
    returns: string;
    modifiers: string[];
    annotations: AnnotationMeta[];
    line: number;
}

export interface FieldMeta {
    name: string;
    jsName: string;
    type: string;
    isStatic: boolean;
    isProperty: boolean;
    isTransient: boolean;
    hasGetter: boolean;
    hasSetter: boolean;
    modifiers: string[];
    annotations: AnnotationMeta[];
}

export interface ConstructorMeta {
    jsName: string;
    parameters: ParameterMeta[];
    modifiers: string[];
}

export interface TypeMeta {
    /** `Outer.Inner` in declared spelling. */
    name: string;
    kind: 'class' | 'interface' | 'enum' | 'trigger';
    jsName: string;
    fileName: string;
    outer: string | null;
    /** Type text; null for none. */
    superclass: string | null;
    /** Type texts as declared here, then those that they extend and those of the superclasses of the project. */
    interfaces: string[];
    apiVersion: number;
    sharing: 'with' | 'without' | 'inherited' | null;
    isAbstract: boolean;
    isInterface: boolean;
    isTest: boolean;
    isException: boolean;
    modifiers: string[];
    annotations: AnnotationMeta[];
    enumConstants: string[];
    /** Own instance fields and properties, in order. */
    fields: FieldMeta[];
    staticFields: FieldMeta[];
    methods: MethodMeta[];
    constructors: ConstructorMeta[];
    trigger: { object: string; events: string[] } | null;
}

/** Lines of one body, for stack traces: `Class.Foo.run`, `Class.Foo.<init>`, `Trigger.T`. */
export interface CodeRange {
    from: number;
    to: number;
    label: string;
}

export interface EmittedModule {
    fileName: string;
    /** The top-level type or trigger. */
    typeName: string;
    code: string;
    /** Lines that count for coverage, ascending; counter n belongs to coverageLines[n]. */
    coverageLines: number[];
    types: TypeMeta[];
    ranges: CodeRange[];
}
