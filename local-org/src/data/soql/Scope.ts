/** One FROM: the object, its alias, and the parents that paths have reached, each joined once. */
import { UnsupportedError } from '../../runtime/errors.ts';
import { fieldOf, parentFieldOf } from '../../schema/model.ts';
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import { quoted, storageOf } from '../store/columns.ts';
import { calculatedSql } from './calculated.ts';
import type { SqlBuilder } from './context.ts';
import { noSuchColumn, noSuchRelation } from './errors.ts';

/** A field path, resolved. */
export interface Resolved {
    sql: string;
    field: FieldSchema;
    /** The object that the field belongs to; for a polymorphic parent the first that has it. */
    object: SObjectSchema;
    /** Relationship names on the way, in Salesforce's spelling. */
    relationships: string[];
    /** Reached through a parent: null also when there is no parent. */
    viaParent: boolean;
}

interface Joined {
    alias: string;
    object: SObjectSchema;
}

const MAXIMUM_PARENT_LEVELS = 5;

export class Scope {
    readonly builder: SqlBuilder;
    readonly object: SObjectSchema;
    readonly alias: string;
    readonly #soqlAlias: string | null;
    readonly #joins = new Map<string, Joined>();
    readonly #joinSql: string[] = [];

    readonly #source: string;

    /** @param source SQL of rows that stand for those of the table */
    constructor(builder: SqlBuilder, object: SObjectSchema, soqlAlias: string | null, source = quoted(object.name)) {
        this.builder = builder;
        this.#source = source;
        this.object = object;
        this.alias = builder.alias();
        this.#soqlAlias = soqlAlias?.toLowerCase() ?? null;
    }

    /** `"Account" t0 LEFT JOIN …` – ask after every path has been resolved. */
    fromSql(): string {
        return [`${this.#source} ${this.alias}`, ...this.#joinSql].join(' ');
    }

    column(name: string): string {
        return `${this.alias}.${quoted(name)}`;
    }

    /** Path without the alias or object name that it may start with. */
    relative(path: readonly string[]): readonly string[] {
        const first = path[0]!.toLowerCase();
        if (
            path.length > 1 &&
            (first === this.#soqlAlias || (first === this.object.name.toLowerCase() && !parentFieldOf(this.object, first)))
        ) {
            return path.slice(1);
        }
        return path;
    }

    /** @throws ApexException (System.QueryException) for an unknown field or relationship */
    resolve(fullPath: readonly string[], selected = false): Resolved {
        const path = this.relative(fullPath);
        if (path.length > MAXIMUM_PARENT_LEVELS + 1) {
            throw noSuchRelation(path.at(-2)!, this.object.name);
        }
        return this.#resolveFrom({ alias: this.alias, object: this.object }, path, '', [], selected);
    }

    #resolveFrom(from: Joined, path: readonly string[], key: string, relationships: string[], selected: boolean): Resolved {
        const [step, ...rest] = path;
        if (rest.length === 0) {
            return this.#leaf(from, step!, key, relationships, selected);
        }
        const reference = parentFieldOf(from.object, step!);
        if (!reference) {
            throw noSuchRelation(step!, from.object.name);
        }
        this.builder.mustRead(from.object, reference, selected);
        const passed = [...relationships, reference.relationshipName!];
        const targets = this.targets(from.object, reference);
        if (targets.length > 1) {
            return this.#polymorphic(`${from.alias}.${quoted(reference.name)}`, targets, rest, passed, selected);
        }
        const joined = this.#join(from, reference, targets[0]!, `${key}${reference.name.toLowerCase()}.`);
        return { ...this.#resolveFrom(joined, rest, `${key}${reference.name.toLowerCase()}.`, passed, selected), viaParent: true };
    }

    #leaf(from: Joined, name: string, key: string, relationships: string[], selected: boolean): Resolved {
        const field = fieldOf(from.object, name);
        if (!field) {
            throw noSuchColumn(name, from.object.name);
        }
        this.builder.mustRead(from.object, field, selected);
        if (storageOf(field) === null && !field.calculated) {
            throw new UnsupportedError(`SOQL on the compound field ${from.object.name}.${field.name}`);
        }
        const calculated = storageOf(field) === null;
        const resolve = (path: readonly string[]): Resolved => this.#resolveFrom(from, path, key, [], false);
        return {
            sql: calculated ? calculatedSql(this.builder, { ...from, field }, resolve) : `${from.alias}.${quoted(field.name)}`,
            field,
            object: from.object,
            relationships,
            viaParent: relationships.length > 0
        };
    }

    /** The objects of this org that a reference may point at. */
    targets(object: SObjectSchema, reference: FieldSchema): SObjectSchema[] {
        const { schema } = this.builder.context;
        const known = reference.referenceTo.flatMap((name) => schema.object(name) ?? []);
        const present = known.filter((target) => target.present);
        if (present.length === 0) {
            throw new UnsupportedError(
                `SOQL on ${known[0]?.name ?? reference.referenceTo[0] ?? 'the target'} through ${object.name}.${reference.name}`
            );
        }
        return present;
    }

    #join(from: Joined, reference: FieldSchema, target: SObjectSchema, key: string): Joined {
        let joined = this.#joins.get(key);
        if (!joined) {
            joined = { alias: this.builder.alias(), object: this.builder.table(target.name) };
            this.#joins.set(key, joined);
            this.#joinSql.push(
                `LEFT JOIN ${quoted(target.name)} ${joined.alias} ON ${joined.alias}."Id" = ${from.alias}.${quoted(reference.name)}`
            );
        }
        return joined;
    }

    /** One sub-select for each object that the reference may point at; the Id's key prefix says which one applies. */
    #polymorphic(idSql: string, targets: SObjectSchema[], path: readonly string[], relationships: string[], selected: boolean): Resolved {
        const branches: string[] = [];
        let first: Resolved | null = null;
        const isType = path.length === 1 && path[0]!.toLowerCase() === 'type';
        for (const target of targets) {
            const resolved = isType ? this.#typeBranch(target) : this.#branch(target, idSql, path, selected);
            if (resolved) {
                first ??= resolved;
                branches.push(`WHEN '${target.keyPrefix ?? ''}' THEN ${resolved.sql}`);
            }
        }
        if (!first) {
            throw noSuchColumn(path.at(-1)!, 'Name');
        }
        return {
            ...first,
            sql: `(CASE substr(${idSql}, 1, 3) ${branches.join(' ')} END)`,
            relationships: [...relationships, ...first.relationships],
            viaParent: true
        };
    }

    #branch(target: SObjectSchema, idSql: string, path: readonly string[], selected: boolean): Resolved | null {
        const inner = new Scope(this.builder, target, null);
        const name = path[0]!.toLowerCase();
        let resolved: Resolved;
        if (path.length > 1) {
            if (!parentFieldOf(target, name)) {
                return null;
            }
            resolved = inner.resolve(path, selected);
        } else {
            const field = fieldOf(target, name) ?? (name === 'name' ? nameFieldOf(target) : undefined);
            if (!field || (storageOf(field) === null && !field.calculated)) {
                return null;
            }
            resolved = inner.resolve([field.name], selected);
        }
        return { ...resolved, sql: `(SELECT ${resolved.sql} FROM ${inner.fromSql()} WHERE ${inner.column('Id')} = ${idSql})` };
    }

    /** `Owner.Type`, `What.Type`: the object's name; a queue says Queue. */
    #typeBranch(target: SObjectSchema): Resolved {
        const field = fieldOf(target, 'Id')!;
        const isQueueOwner = target.name === 'Group';
        return {
            sql: `'${isQueueOwner ? 'Queue' : target.name}'`,
            field: { ...field, name: 'Type', type: 'string', apexType: 'String', referenceTo: [], relationshipName: null },
            object: target,
            relationships: [],
            viaParent: true
        };
    }
}

/** The field that shows a record's name: Name, CaseNumber, Subject … */
export function nameFieldOf(object: SObjectSchema): FieldSchema | undefined {
    for (const field of object.fields.values()) {
        if (field.nameField) {
            return field;
        }
    }
    return fieldOf(object, 'Name');
}
