/** Query text at run time: the tree, and the values of its binds. */
import type { Bind, Query } from '../../language/soqlAst.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { argument } from '../../runtime/operators.ts';
import type { AccessMode, DataPort } from '../../runtime/ports.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import type { ApexMap } from '../../runtime/values/ApexMap.ts';
import { SObject } from '../../runtime/values/SObject.ts';

/**
 * Looks a local variable up for `:name` in a dynamic query: emitted code may pass one as the last argument of
 * Database.query and its kin. Undefined = there is no such variable.
 */
export type Binder = (lowerName: string) => unknown;

export interface DynamicQuery {
    query: Query;
    binds: unknown[];
}

/** Parts of the data port that a fake may lack. */
export function dataPart<K extends 'parse' | 'queryIds' | 'queryByIds' | 'emptyRecycleBin'>(
    rt: OrgRuntime,
    part: K
): NonNullable<DataPort[K]> {
    const { data } = rt.tx.ports;
    const found = data[part];
    if (!found) {
        throw new UnsupportedError(`DataPort.${part}`);
    }
    return found.bind(data) as NonNullable<DataPort[K]>;
}

/** A query whose binds are variables of the caller. */
export function withVariables(rt: OrgRuntime, text: string | null, binder: Binder | undefined): DynamicQuery {
    const query = dataPart(rt, 'parse')(argument(text));
    return { query, binds: query.binds.map((bind) => variable(bind, binder)) };
}

/** A query whose binds are keys of a map. */
export function withMap(rt: OrgRuntime, text: string | null, map: ApexMap | null): DynamicQuery {
    const query = dataPart(rt, 'parse')(argument(text));
    const values = new Map<string, unknown>();
    for (const [key, value] of argument(map).entries()) {
        values.set(String(key).toLowerCase(), value);
    }
    return {
        query,
        binds: query.binds.map((bind) => {
            const [name, ...members] = pathOf(bind);
            if (!values.has(name!.toLowerCase())) {
                throw ApexException.of('System.QueryException', `Key '${name}' does not exist in the bindMap`);
            }
            return members.reduce(member, values.get(name!.toLowerCase()));
        })
    };
}

function variable(bind: Bind, binder: Binder | undefined): unknown {
    const [name, ...members] = pathOf(bind);
    if (!binder) {
        throw new UnsupportedError(`the bind :${name} of a local variable in a dynamic query`);
    }
    const value = binder(name!.toLowerCase());
    if (value === undefined) {
        throw ApexException.of('System.QueryException', `Variable does not exist: ${name}`);
    }
    return members.reduce(member, value);
}

/** `:record.Field` */
function member(value: unknown, name: string): unknown {
    if (value instanceof SObject) {
        return value.get(name.toLowerCase());
    }
    if (typeof value === 'object' && value !== null) {
        return (value as Record<string, unknown>)[`_${name.toLowerCase()}`] ?? null;
    }
    throw ApexException.of('System.NullPointerException', 'Attempt to de-reference a null object');
}

function pathOf(bind: Bind): string[] {
    const names: string[] = [];
    for (let expression = bind.expression; ;) {
        if (expression.kind === 'name') {
            return [expression.name, ...names];
        }
        if (expression.kind !== 'member') {
            throw ApexException.of('System.QueryException', 'Only variable references are allowed in dynamic SOQL/SOSL.');
        }
        names.unshift(expression.name);
        expression = expression.target;
    }
}

/** Takes the binder off the end of the arguments. */
export function splitBinder<T>(args: readonly T[]): { rest: T[]; binder: Binder | undefined } {
    const last = args.at(-1);
    return typeof last === 'function' ? { rest: args.slice(0, -1), binder: last as Binder } : { rest: [...args], binder: undefined };
}

export function runQuery(rt: OrgRuntime, { query, binds }: DynamicQuery, access: AccessMode | null): unknown {
    return rt.query(query, binds, access);
}

export function runCount(rt: OrgRuntime, { query, binds }: DynamicQuery, access: AccessMode | null): number {
    if (query.select.length !== 1 || query.select[0]!.kind !== 'countAll') {
        throw ApexException.of('System.QueryException', 'countQuery needs a query of the form SELECT COUNT() FROM …');
    }
    return rt.count(query, binds, access);
}
