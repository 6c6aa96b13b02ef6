/** Base of every emitted class that is no exception, and what the runtime may read of any emitted class. */

import type { FieldMeta, MethodMeta, TypeMeta } from '../EmittedModule.ts';

/** What the runtime reads of an emitted class: the emitter's facts about the type. */
export type ClassMeta = Pick<TypeMeta, 'superclass' | 'interfaces'> & Partial<Omit<TypeMeta, 'superclass' | 'interfaces'>>;
export type { FieldMeta, MethodMeta };

/** The constructor function of an emitted class. */
export interface EmittedClass {
    new (): ApexObject;
    readonly apexName: string;
    readonly meta: ClassMeta;
    create?(constructorName: string, args: unknown[]): unknown;
}

export class ApexObject {
    static readonly apexName: string = 'Object';
    static readonly meta: ClassMeta = { superclass: null, interfaces: [] };

    /** Field initialisers; emitted classes override it and call super's first. */
    $init(): void {}
}

/** Overrides of Object that an emitted class may declare. */
export interface ObjectOverrides {
    m_equals$object?(other: unknown): boolean | null;
    m_hashcode?(): number | null;
    m_tostring?(): string | null;
}

/** Class of an emitted instance, exceptions included. */
export function classOf(instance: object): EmittedClass {
    return instance.constructor as unknown as EmittedClass;
}

/** Fields of a class, those of its superclasses first. */
export function fieldsOf(emitted: EmittedClass): FieldMeta[] {
    const chain: FieldMeta[][] = [];
    for (
        let each: EmittedClass | null = emitted;
        each?.apexName && Object.hasOwn(each, 'meta');
        each = Object.getPrototypeOf(each) as EmittedClass | null
    ) {
        chain.unshift([...(each.meta.fields ?? [])]);
    }
    return chain.flat();
}
