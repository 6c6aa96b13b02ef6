/**
 * Everything that names can mean in one project: its types, the org's schema, the platform's library, the labels.
 */
import type { Library, LibraryType } from './library.ts';
import type { ApexType, TypeSymbol } from './types.ts';
import type { Schema } from '../schema/model.ts';
import type { Position } from '../language/ast.ts';
import type { Problem } from './annotations.ts';
import { AGGREGATE_RESULT, ERROR, PRIMITIVES, SOBJECT, listOf, mapOf, setOf } from './typeName.ts';

export class Universe {
    readonly schema: Schema;
    readonly library: Library;
    /** Custom labels, lower-case; null when the project's labels are not known (then every label exists). */
    readonly labels: ReadonlySet<string> | null;
    /** Top-level types and triggers by lower-case name; triggers under `trigger name`. */
    readonly types = new Map<string, TypeSymbol>();
    readonly problems: Problem[] = [];
    readonly #texts = new Map<string, ApexType>();
    readonly #reported = new Set<string>();

    constructor(schema: Schema, library: Library, labels: ReadonlySet<string> | null) {
        this.schema = schema;
        this.library = library;
        this.labels = labels && new Set([...labels].map((label) => label.toLowerCase()));
    }

    /** Reports once per place and text. */
    report(fileName: string, at: Position, problem: string, kind: Problem['kind'] = 'error'): void {
        const key = `${fileName}:${at.line}:${at.column}:${problem}`;
        if (!this.#reported.has(key)) {
            this.#reported.add(key);
            this.problems.push({ fileName, line: at.line, column: at.column, problem, kind });
        }
    }

    /** An SObject type of this org by API name; `SObject` and `AggregateResult` included. */
    sobject(name: string): ApexType | null {
        const lower = name.toLowerCase();
        if (lower === 'sobject') {
            return SOBJECT;
        }
        if (lower === 'aggregateresult') {
            return AGGREGATE_RESULT;
        }
        const schema = this.schema.object(name);
        return schema ? { kind: 'sobject', name: schema.name, schema } : null;
    }

    /** The type that a library type means when code names it: `System.String` is the primitive, others are library types. */
    libraryTypeOf(type: LibraryType, args: ApexType[] = []): ApexType {
        if (type.name.startsWith('System.')) {
            const simple = type.name.slice(7).toLowerCase();
            const found = PRIMITIVES.get(simple) ?? (simple === 'sobject' ? SOBJECT : undefined);
            if (found) {
                return found;
            }
            const [first = ERROR, second = ERROR] = args;
            switch (simple) {
                case 'list':
                    return listOf(first);
                case 'set':
                    return setOf(first);
                case 'map':
                    return mapOf(first, second);
            }
        }
        return { kind: 'library', type, args };
    }

    /**
     * A type text of a library signature (`Map<Id,SObject>`, `T`). Names that this org does not know become the error type,
     * which fits everything: a gap in the data must not accuse the project.
     */
    typeOfText(text: string, typeParameters: readonly string[] = []): ApexType {
        const key = typeParameters.length > 0 ? `${typeParameters.join()}|${text}` : text;
        let type = this.#texts.get(key);
        if (!type) {
            type = new TextParser(text, this, typeParameters).parse();
            this.#texts.set(key, type);
        }
        return type;
    }
}

class TextParser {
    readonly #tokens: string[];
    readonly #universe: Universe;
    readonly #typeParameters: readonly string[];
    #at = 0;

    constructor(text: string, universe: Universe, typeParameters: readonly string[]) {
        this.#tokens = text.match(/[\w.]+|[<>,]/g) ?? [];
        this.#universe = universe;
        this.#typeParameters = typeParameters;
    }

    parse(): ApexType {
        const name = this.#tokens[this.#at++] ?? '';
        const args: ApexType[] = [];
        if (this.#tokens[this.#at] === '<') {
            do {
                this.#at++;
                args.push(this.parse());
            } while (this.#tokens[this.#at] === ',');
            this.#at++;
        }
        return this.#named(name, args);
    }

    #named(name: string, args: ApexType[]): ApexType {
        if (name === 'void') {
            return { kind: 'void' };
        }
        if (this.#typeParameters.includes(name)) {
            return { kind: 'typeParameter', name };
        }
        const library = this.#universe.library.type(name);
        if (library) {
            return this.#universe.libraryTypeOf(library, args);
        }
        return PRIMITIVES.get(name.toLowerCase()) ?? this.#universe.sobject(name.replace(/^Schema\./i, '')) ?? ERROR;
    }
}
