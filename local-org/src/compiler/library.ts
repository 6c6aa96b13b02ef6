/**
 * The compiler's port to the platform's own classes. Signatures are data (generated from the platform's
 * published types, corrected by an overlay); whether a member has a body is answered by `stdlib`.
 * A member that is not in the signatures is an error; one that is there without a body is unsupported.
 */

export interface LibraryParameter {
    name: string;
    /** Apex type text: `List<Id>`, `Map<String,Object>`, `T`. */
    type: string;
}

export interface LibraryMethod {
    owner: string;
    name: string;
    isStatic: boolean;
    parameters: LibraryParameter[];
    returns: string;
    /**
     * What emitted code asks the runtime for: `System.String.toUpperCase()`,
     * `System.List.add(T)`, `System.Database.insert(List<SObject>,Boolean)` – canonical spelling, no spaces.
     */
    key: string;
    supported: boolean;
}

export interface LibraryConstructor {
    parameters: LibraryParameter[];
    /** `System.HttpRequest.<init>()` */
    key: string;
    supported: boolean;
}

export interface LibraryProperty {
    owner: string;
    name: string;
    isStatic: boolean;
    type: string;
    readOnly: boolean;
    /** `System.RestRequest.requestURI`; getter and setter bodies are looked up as `get <key>` / `set <key>`. */
    key: string;
    supported: boolean;
}

export interface LibraryType {
    /** Canonical with namespace: `System.String`, `Schema.DescribeSObjectResult`, `Database.SaveResult`, `Approval.ProcessResult`. */
    name: string;
    kind: 'class' | 'interface' | 'enum';
    typeParameters: string[];
    superclass: string | null;
    interfaces: string[];
    isAbstract: boolean;
    isException: boolean;
    constructors: LibraryConstructor[];
    /** Keyed by lower-case name; own methods only (ask the superclass for inherited ones). */
    methods: Map<string, LibraryMethod[]>;
    properties: Map<string, LibraryProperty>;
    /** In order; empty unless kind is enum. */
    enumConstants: string[];
}

export interface Library {
    /**
     * Finds by qualified (`Database.SaveResult`, `System.Type`) or simple name; simple names resolve to System,
     * then Schema, as Salesforce does. Case-insensitive. Includes the primitives and collections
     * (`System.String`, `System.List`) for their methods.
     */
    type(name: string): LibraryType | undefined;
    isNamespace(name: string): boolean;
}
