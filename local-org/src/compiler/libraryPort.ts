/**
 * The compiler's view of the platform's classes: signature data (schema/libraryData) with the keys that
 * emitted code and library bodies agree on, plus who says whether a member has a body.
 */
import { loadLibraryData } from '../schema/libraryData.ts';
import type { LibraryData, LibraryType as LibraryRow } from '../schema/libraryData.ts';
import type { Library, LibraryConstructor, LibraryMethod, LibraryParameter, LibraryProperty, LibraryType } from './library.ts';

/** Answers whether a member (method key, `<init>` key, or property key) has a body. */
export type IsSupported = (key: string) => boolean;

/** Namespaces whose types are known without writing the namespace, in the order in which they are tried. */
const IMPLICIT_NAMESPACES = ['System', 'Schema'];
const WITHOUT_NAMESPACE = new Set(
    'Boolean Integer Long Double Decimal String Id Date Datetime Time Blob Object SObject List Set Map'
        .split(' ')
        .map((name) => name.toLowerCase())
);

/** The library for a checker: `isSupported` decides errors of kind `unsupported` only, never what exists. */
export function createLibrary(isSupported: IsSupported, data: LibraryData = loadLibraryData()): Library {
    return new DataLibrary(data, isSupported);
}

class DataLibrary implements Library {
    readonly #data: LibraryData;
    readonly #isSupported: IsSupported;
    readonly #types = new Map<string, LibraryType | null>();

    constructor(data: LibraryData, isSupported: IsSupported) {
        this.#data = data;
        this.#isSupported = isSupported;
    }

    type(name: string): LibraryType | undefined {
        const key = name.toLowerCase();
        let type = this.#types.get(key);
        if (type === undefined) {
            type = this.#find(name);
            this.#types.set(key, type);
        }
        return type ?? undefined;
    }

    isNamespace(name: string): boolean {
        return this.#data.namespaces.has(name.toLowerCase());
    }

    #find(name: string): LibraryType | null {
        const row = this.#data.type(name);
        if (row) {
            return this.#build(row);
        }
        for (const namespace of IMPLICIT_NAMESPACES) {
            const found = this.#data.type(`${namespace}.${name}`);
            if (found) {
                return this.type(found.name) ?? null;
            }
        }
        return null;
    }

    #build(row: LibraryRow): LibraryType {
        const methods = new Map<string, LibraryMethod[]>();
        for (const method of row.methods) {
            const parameters = this.#parameters(method.parameters);
            const key = `${row.name}.${method.name}(${this.#keyTypes(parameters, row)})`;
            const name = method.name.toLowerCase();
            const built: LibraryMethod = {
                owner: row.name,
                name: method.name,
                isStatic: method.static,
                parameters,
                returns: method.returnType,
                key,
                supported: this.#isSupported(key)
            };
            methods.set(name, [...(methods.get(name) ?? []), built]);
        }
        return {
            name: row.name,
            kind: row.kind,
            typeParameters: [...row.typeParameters],
            superclass: row.superType && (this.#canonical(row.superType) ?? row.superType),
            interfaces: [...row.interfaces],
            isAbstract: row.abstract,
            isException: this.#isException(row),
            constructors: row.constructors.map((types) => this.#buildConstructor(row, types)),
            methods,
            properties: new Map(row.properties.map((property) => [property.name.toLowerCase(), this.#property(row, property)])),
            enumConstants: [...row.enumConstants]
        };
    }

    #isException(row: LibraryRow): boolean {
        for (let type: LibraryRow | undefined = row; type; type = type.superType ? this.#data.resolve(type.superType) : undefined) {
            if (type.name === 'System.Exception') {
                return true;
            }
        }
        return false;
    }

    #buildConstructor(row: LibraryRow, types: readonly string[]): LibraryConstructor {
        const parameters = this.#parameters(types);
        const key = `${row.name}.<init>(${this.#keyTypes(parameters, row)})`;
        return { parameters, key, supported: this.#isSupported(key) };
    }

    #property(row: LibraryRow, property: LibraryRow['properties'][number]): LibraryProperty {
        const key = `${row.name}.${property.name}`;
        return {
            owner: row.name,
            name: property.name,
            isStatic: property.static,
            type: property.type,
            readOnly: property.readOnly,
            key,
            supported: this.#isSupported(key)
        };
    }

    #parameters(types: readonly string[]): LibraryParameter[] {
        return types.map((type, index) => ({ name: `p${index}`, type }));
    }

    #keyTypes(parameters: readonly LibraryParameter[], row: LibraryRow): string {
        return parameters
            .map(({ type }) =>
                type
                    .replace(/\s+/g, '')
                    .replace(/[\w.]+/g, (name) => (row.typeParameters.includes(name) ? name : (this.#canonical(name) ?? name)))
            )
            .join(',');
    }

    /** `RoundingMode` → `System.RoundingMode`, `string` → `String`; undefined for SObjects and what is not known. */
    #canonical(name: string): string | undefined {
        const simple = name.replace(/^System\./i, '').toLowerCase();
        const found = this.#data.resolve(name);
        return found && WITHOUT_NAMESPACE.has(simple) ? found.name.slice('System.'.length) : found?.name;
    }
}
