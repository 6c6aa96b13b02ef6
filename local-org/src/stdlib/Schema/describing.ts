/** What the describe results have in common: text, properties beside methods, and who may do what. */
import type { LibraryBody } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { textOf } from '../../runtime/values/text.ts';

export type Bodies = Record<string, LibraryBody>;

const METHOD = /^(\S+) (get|is)(\w+)\(\)$/;

/** `String getName()` is also the property `Name`; `without` names the methods of which this is not so. */
export function withProperties(methods: Bodies, without: readonly string[] = []): Bodies {
    const bodies: Bodies = { ...methods };
    for (const [signature, body] of Object.entries(methods)) {
        const [, type, prefix, name] = METHOD.exec(signature) ?? [];
        if (type && !without.includes(`${prefix}${name}`)) {
            bodies[`get ${type} ${name}`] = body;
        }
    }
    return bodies;
}

/** A result of describe: knows its org, since its text tells what the running user may do. */
export abstract class Described extends LibraryObject {
    readonly rt: OrgRuntime;

    constructor(rt: OrgRuntime) {
        super();
        this.rt = rt;
    }

    /** The methods whose answers are the text of the object. */
    protected abstract shown(): Bodies;

    /** `Schema.PicklistEntry[getLabel=Hot;getValue=Hot;isActive=true;isDefaultValue=false;]` */
    override toString(): string {
        const parts = Object.entries(this.shown())
            .map(([signature, body]) => ({ name: signature.replace(/^\S+ (\w+)\(\)$/, '$1'), body }))
            .sort((a, b) => (a.name < b.name ? -1 : 1))
            .map(({ name, body }) => `${name}=${textOf(body(this.rt, this))};`);
        return `${this.apexType}[${parts.join('')}]`;
    }
}

/** Some methods of `bodies`, without those of the names given. */
export function except(bodies: Bodies, ...names: string[]): Bodies {
    return Object.fromEntries(Object.entries(bodies).filter(([signature]) => !names.some((name) => signature.endsWith(` ${name}()`))));
}

export interface Rights {
    create: boolean;
    read: boolean;
    edit: boolean;
    delete: boolean;
}

/** What the running user may do with records of the object. */
export function rightsOf(rt: OrgRuntime, object: SObjectSchema): Rights {
    return rt.tx.ports.security.objectAccess(rt.tx.userId, object);
}

/** Describes of objects that this org merely knows would be guesses. */
export function mustBePresent(rt: OrgRuntime, object: SObjectSchema, member: string): void {
    if (!object.present) {
        rt.unsupported(`${member} of ${object.name}`);
    }
}
