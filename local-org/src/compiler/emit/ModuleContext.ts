import type { Query, SoslQuery } from '../../language/soqlAst.ts';
import type { TypeSymbol } from '../types.ts';
import type { CodeRange } from '../../runtime/EmittedModule.ts';

/**
 * What one module hoists to its first line – library functions, classes of other files, queries, constants – and the
 * lines that count for coverage.
 */
export class ModuleContext {
    readonly fileName: string;
    readonly ranges: CodeRange[] = [];
    private readonly hoisted: string[] = [];
    private readonly names = new Map<string, string>();
    private readonly coverageIndex = new Map<number, number>();

    constructor(fileName: string) {
        this.fileName = fileName;
    }

    /** A constant of the module, made once per `code`. */
    constant(prefix: string, code: string): string {
        const key = prefix + code;
        let name = this.names.get(key);
        if (name === undefined) {
            name = `$${prefix}${this.names.size}`;
            this.names.set(key, name);
            this.hoisted.push(`const ${name} = ${code};`);
        }
        return name;
    }

    /** The body of a platform member. */
    library(key: string): string {
        return this.constant('l', `$r.lib(${JSON.stringify(key)})`);
    }

    /** An expression for the class; loaded when first used. */
    classOf(symbol: TypeSymbol): string {
        const key = `class ${symbol.name}`;
        let name = this.names.get(key);
        if (name === undefined) {
            name = `$k${this.names.size}`;
            this.names.set(key, name);
            this.hoisted.push(`let ${name}_; const ${name} = () => (${name}_ ??= $r.load(${JSON.stringify(symbol.name)}));`);
        }
        return `${name}()`;
    }

    /** The per-class constant that says how its code runs. */
    frame(symbol: TypeSymbol): string {
        const sharing = symbol.kind === 'trigger' ? 'trigger' : symbol.sharing;
        return this.constant('F', `$r.frameType(${JSON.stringify(symbol.name)}, ${symbol.apiVersion}, ${JSON.stringify(sharing)})`);
    }

    /** Where the class's statics stand in a transaction. */
    slot(symbol: TypeSymbol): string {
        return this.constant('n', `$r.slot(${JSON.stringify(symbol.name)})`);
    }

    /** The plain tree, without the Apex expressions that its binds hold. */
    query(query: Query | SoslQuery): string {
        return this.constant('q', JSON.stringify(withoutBinds(query)));
    }

    /** Counter of the line's coverage. */
    cover(line: number): string {
        let index = this.coverageIndex.get(line);
        if (index === undefined) {
            index = this.coverageIndex.size;
            this.coverageIndex.set(line, index);
        }
        return `$c[${index}]++;`;
    }

    coverageLines(): number[] {
        return [...this.coverageIndex.keys()];
    }

    range(from: number, to: number, label: string): void {
        this.ranges.push({ from, to, label });
    }

    /** All on one line, so that it moves nothing. */
    header(): string {
        const lines = JSON.stringify(this.coverageLines());
        return `'use strict'; const $o = $r.op, $n = $o.nn, $c = $r.coverage(${JSON.stringify(this.fileName)}, ${lines}); ${this.hoisted.join(' ')}`;
    }
}

function withoutBinds<T extends Query | SoslQuery>(query: T): T {
    return {
        ...query,
        binds: query.binds.map((bind) => ({ at: bind.at, expression: { kind: 'literal', at: bind.at, literal: 'null', text: 'null' } }))
    };
}
