/**
 * The signatures of Apex's platform types (`String`, `Database`, `Schema.DescribeSObjectResult` …) as data:
 * data/apex-library.json, generated from the stubs named in data/NOTICE.md, with data/apex-library-overlay.json merged in.
 *
 * Type texts are Apex: `List<String>`, `Map<Id,SObject>`, `Object`. A name without a namespace is a System type if
 * there is one, else an SObject; an SObject whose name System also uses is written `Schema.Network`.
 */
import { readFileSync } from 'node:fs';

export type LibraryKind = 'class' | 'interface' | 'enum';

export interface LibraryMethod {
    static: boolean;
    /** `void` when nothing is returned. */
    returnType: string;
    name: string;
    parameters: readonly string[];
}

export interface LibraryProperty {
    static: boolean;
    type: string;
    name: string;
    readOnly: boolean;
}

export interface LibraryType {
    /** With its namespace, in Apex's spelling: `System.String`, `Database.DMLOptions.EmailHeader`. */
    name: string;
    /** `System`, `Database`. */
    namespace: string;
    kind: LibraryKind;
    typeParameters: readonly string[];
    /** Type text without the System namespace (`Exception`); null for roots. */
    superType: string | null;
    interfaces: readonly string[];
    abstract: boolean;
    constructors: readonly (readonly string[])[];
    /** Own methods only, not those of the super type. Two rows of one name and parameter list are alternatives (`Database.Batchable.start`). */
    methods: readonly LibraryMethod[];
    properties: readonly LibraryProperty[];
    /** In the order of `values()`. */
    enumConstants: readonly string[];
}

export interface LibraryData {
    /** Namespaces in Apex's spelling, by lower-case name. */
    readonly namespaces: ReadonlyMap<string, string>;
    /** By full name (`System.String`), case-insensitive. */
    type(fullName: string): LibraryType | undefined;
    /**
     * The type that a type text of this library means, generic arguments cut off: `String` → System.String,
     * `Database.Error` → Database.Error. Undefined for type parameters and SObjects.
     */
    resolve(typeText: string): LibraryType | undefined;
    /** Full names of all types, in Apex's spelling. */
    names(): Iterable<string>;
}

interface RawType {
    k?: LibraryKind;
    tp?: string[];
    x?: string;
    i?: string[];
    a?: boolean;
    c?: string[][];
    p?: string[][];
    m?: (string | string[])[][];
    e?: string[];
    without?: string[];
}

const DATA = new URL('../../data/', import.meta.url);
let loaded: LibraryData | undefined;

/** Reads the library once per process; the types themselves are built when first asked for. */
export function loadLibraryData(): LibraryData {
    loaded ??= new Library(readTypes('apex-library.json'), readTypes('apex-library-overlay.json'));
    return loaded;
}

function readTypes(file: string): Record<string, RawType> {
    return (JSON.parse(readFileSync(new URL(file, DATA), 'utf8')) as { types: Record<string, RawType> }).types;
}

class Library implements LibraryData {
    readonly namespaces = new Map<string, string>();
    readonly #raw = new Map<string, { name: string; raw: RawType }>();
    readonly #built = new Map<string, LibraryType>();

    constructor(generated: Record<string, RawType>, overlay: Record<string, RawType>) {
        for (const [name, raw] of Object.entries(generated)) {
            this.#add(name, raw);
        }
        for (const [name, correction] of Object.entries(overlay)) {
            const found = this.#raw.get(name.toLowerCase());
            this.#add(found?.name ?? name, found ? merged(found.raw, correction) : correction);
        }
    }

    #add(name: string, raw: RawType): void {
        const namespace = name.slice(0, name.indexOf('.'));
        this.#raw.set(name.toLowerCase(), { name, raw });
        if (!this.namespaces.has(namespace.toLowerCase())) {
            this.namespaces.set(namespace.toLowerCase(), namespace);
        }
    }

    type(fullName: string): LibraryType | undefined {
        const key = fullName.toLowerCase();
        let type = this.#built.get(key);
        if (!type) {
            const found = this.#raw.get(key);
            if (!found) {
                return undefined;
            }
            type = build(found.name, found.raw);
            this.#built.set(key, type);
        }
        return type;
    }

    resolve(typeText: string): LibraryType | undefined {
        const bare = typeText.replace(/<.*$/, '');
        return this.type(`System.${bare}`) ?? this.type(bare);
    }

    *names(): Iterable<string> {
        for (const { name } of this.#raw.values()) {
            yield name;
        }
    }
}

function merged(raw: RawType, correction: RawType): RawType {
    const { m, p, without = [], ...replaced } = correction;
    const dropped = new Set(without.map((name) => name.toLowerCase()));
    return {
        ...raw,
        ...replaced,
        m: mergedRows(raw.m, m, dropped, -2) as RawType['m'],
        p: mergedRows(raw.p, p, dropped, -1) as RawType['p']
    };
}

type Row = (string | string[])[];

function mergedRows(rows: Row[] = [], corrections: Row[] = [], dropped: ReadonlySet<string>, nameAt: number): Row[] {
    const replaced = new Set([...dropped, ...corrections.map((row) => String(row.at(nameAt)).toLowerCase())]);
    return [...rows.filter((row) => !replaced.has(String(row.at(nameAt)).toLowerCase())), ...corrections];
}

function build(name: string, raw: RawType): LibraryType {
    return {
        name,
        namespace: name.slice(0, name.indexOf('.')),
        kind: raw.k ?? 'class',
        typeParameters: raw.tp ?? [],
        superType: raw.x ?? null,
        interfaces: raw.i ?? [],
        abstract: raw.a ?? false,
        constructors: raw.c ?? [],
        methods: (raw.m ?? []).map((row) => ({
            static: row[0] === 'static',
            returnType: String(row.at(-3)),
            name: String(row.at(-2)),
            parameters: row.at(-1) as string[]
        })),
        properties: (raw.p ?? []).map((row) => {
            const readOnly = row.at(-1) === 'readonly';
            const end = readOnly ? row.length - 1 : row.length;
            return { static: row[0] === 'static', type: row[end - 2] as string, name: row[end - 1] as string, readOnly };
        }),
        enumConstants: raw.e ?? []
    };
}
