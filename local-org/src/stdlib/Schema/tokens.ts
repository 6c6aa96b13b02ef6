/** Tokens: Schema.SObjectType and Schema.SObjectField. One object per thing and org, so that identity is equality. */
import { InternalError } from '../../runtime/errors.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { fieldOf } from '../../schema/model.ts';
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';

/** `Account.SObjectType` */
export class ObjectToken extends LibraryObject {
    readonly apexType = 'Schema.SObjectType';
    readonly schema: SObjectSchema;
    private readonly known = new Map<string, FieldToken>();
    private byName: ReadonlyMap<string, FieldToken> | null = null;

    constructor(schema: SObjectSchema) {
        super();
        this.schema = schema;
    }

    override toString(): string {
        return this.schema.name;
    }

    /** Null when the object has no such field. */
    field(name: string): FieldToken | null {
        const key = name.toLowerCase();
        let token = this.known.get(key);
        if (!token) {
            const field = fieldOf(this.schema, name);
            if (!field) {
                return null;
            }
            token = new FieldToken(this, field);
            this.known.set(key, token);
        }
        return token;
    }

    /** All fields by lower-case name, in the order of the names. */
    fields(): ReadonlyMap<string, FieldToken> {
        if (!this.byName) {
            const names = [...this.schema.fields.keys()].sort();
            this.byName = new Map(names.map((name) => [name, this.field(name) as FieldToken]));
        }
        return this.byName;
    }
}

/** `Account.Name` */
export class FieldToken extends LibraryObject {
    readonly apexType = 'Schema.SObjectField';
    readonly object: ObjectToken;
    readonly schema: FieldSchema;

    constructor(object: ObjectToken, schema: FieldSchema) {
        super();
        this.object = object;
        this.schema = schema;
    }

    override toString(): string {
        return this.schema.name;
    }
}

interface OrgTokens {
    objects: Map<string, ObjectToken>;
    /** What Schema.getGlobalDescribe shows, by lower-case name. */
    global: ReadonlyMap<string, ObjectToken> | null;
}

const tokens = new WeakMap<OrgRuntime, OrgTokens>();

function tokensOf(rt: OrgRuntime): OrgTokens {
    let known = tokens.get(rt);
    if (!known) {
        known = { objects: new Map(), global: null };
        tokens.set(rt, known);
    }
    return known;
}

/** Null when the org knows no such object: the objects of features that are off do not exist. */
export function findObjectToken(rt: OrgRuntime, name: string): ObjectToken | null {
    const { objects } = tokensOf(rt);
    const key = name.toLowerCase();
    let token = objects.get(key);
    if (!token) {
        const schema = rt.schema.object(name);
        if (!schema) {
            return null;
        }
        token = new ObjectToken(schema);
        objects.set(key, token);
    }
    return token;
}

/** For names that the compiler has checked. */
export function objectToken(rt: OrgRuntime, name: string): ObjectToken {
    return findObjectToken(rt, name) ?? missing(name);
}

export function fieldToken(rt: OrgRuntime, object: string, field: string): FieldToken {
    return objectToken(rt, object).field(field) ?? missing(`${object}.${field}`);
}

/** The objects that the org has, by lower-case name, in the order of the names. */
export function globalTokens(rt: OrgRuntime): ReadonlyMap<string, ObjectToken> {
    const org = tokensOf(rt);
    if (!org.global) {
        const names = presentNames(rt).sort();
        org.global = new Map(names.map((name) => [name, objectToken(rt, name)]));
    }
    return org.global;
}

function presentNames(rt: OrgRuntime): string[] {
    // The thousands of objects that the org merely knows are not made for this when the schema can do without.
    const schema = rt.schema as typeof rt.schema & { presentObjects?(): Iterable<SObjectSchema> };
    const names: string[] = [];
    for (const object of schema.presentObjects?.() ?? schema.objects()) {
        if (object.present) {
            names.push(object.name.toLowerCase());
        }
    }
    return names;
}

function missing(name: string): never {
    throw new InternalError(`Not in the schema: ${name}`);
}
