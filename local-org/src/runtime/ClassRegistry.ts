import vm from 'node:vm';
import type { EmittedModule, TypeMeta } from './EmittedModule.ts';
import { InternalError } from './errors.ts';
import { ApexObject } from './values/ApexObject.ts';
import type { ApexFrame } from './values/ApexException.ts';
import { EMITTED } from './wrap.ts';

/** An emitted class as the runtime uses it. */
export interface LoadedClass {
    new (): object;
    apexName: string;
    meta: TypeMeta;
    readonly $slot: number;
    /** Frame of static initialisers. */
    readonly $frame: unknown;
    /** The class's statics in the current transaction. */
    $s(): object;
    $defaults(): object;
    $clinit(): void;
    create(constructor: string, args: unknown[]): object;
}

/** Functions that stand for code of the source, not for what the emitter put beside it. */
const WRITTEN = /^\s+at (?:[^(]*[ .])?(?:[mc]_|_|\$run|\$[is]_)[^(.]*\(/;

interface Unit {
    module: EmittedModule;
    exports: { define?(): LoadedClass; run?(): void } | null;
}

/** The emitted modules of one org: their facts at once, their code when it is first needed. */
export class ClassRegistry {
    private readonly units = new Map<string, Unit>();
    private readonly triggers = new Map<string, Unit>();
    private readonly metas = new Map<string, { meta: TypeMeta; unit: Unit }>();
    private readonly loaded = new Map<string, LoadedClass>();
    private readonly slots = new Map<string, number>();
    private readonly runtime: unknown;

    constructor(runtime: unknown) {
        this.runtime = runtime;
    }

    /** Adds a file, or replaces what it was; the classes of other files that have been loaded keep what they know. */
    add(module: EmittedModule): void {
        const unit: Unit = { module, exports: null };
        this.units.set(module.fileName, unit);
        for (const meta of module.types) {
            const key = meta.name.toLowerCase();
            if (meta.kind === 'trigger') {
                this.triggers.set(key, unit);
            } else {
                this.metas.set(key, { meta, unit });
                this.loaded.delete(key);
            }
        }
    }

    meta(typeName: string): TypeMeta | null {
        return this.metas.get(typeName.toLowerCase())?.meta ?? null;
    }

    /** Every class, interface and enum, inner ones too. */
    *types(): Iterable<TypeMeta> {
        for (const { meta } of this.metas.values()) {
            yield meta;
        }
    }

    *triggerTypes(): Iterable<TypeMeta> {
        for (const { module } of this.triggers.values()) {
            yield* module.types.filter((meta) => meta.kind === 'trigger');
        }
    }

    runTrigger(name: string): void {
        const unit = this.triggers.get(name.toLowerCase());
        const exports = unit && this.evaluate(unit);
        if (!exports?.run) {
            throw new InternalError(`No trigger ${name}`);
        }
        exports.run();
    }

    /** The class of a name; null when the project has none. */
    find(typeName: string): LoadedClass | null {
        const key = typeName.toLowerCase();
        const known = this.loaded.get(key);
        if (known) {
            return known;
        }
        const found = this.metas.get(key);
        if (!found) {
            return null;
        }
        const loaded = this.define(found.meta, found.unit);
        loaded.apexName = found.meta.name;
        loaded.meta = found.meta;
        this.loaded.set(key, loaded);
        return loaded;
    }

    load(typeName: string): LoadedClass {
        const found = this.find(typeName);
        if (!found) {
            throw new InternalError(`Class ${typeName} is not loaded`);
        }
        return found;
    }

    private define(meta: TypeMeta, unit: Unit): LoadedClass {
        if (meta.kind !== 'class') {
            // Interfaces and enums have no code, but a place among types.
            return class extends ApexObject {} as unknown as LoadedClass;
        }
        if (meta.outer === null) {
            const define = this.evaluate(unit).define;
            if (!define) {
                throw new InternalError(`${meta.fileName} defines no class`);
            }
            return define();
        }
        const outer = this.load(meta.outer) as unknown as Record<string, () => LoadedClass>;
        const inner = meta.name.slice(meta.name.lastIndexOf('.') + 1);
        return outer[`$inner_${inner.toLowerCase()}`]();
    }

    private evaluate(unit: Unit): NonNullable<Unit['exports']> {
        if (!unit.exports) {
            const script = new vm.Script(unit.module.code, { filename: EMITTED + unit.module.fileName });
            const factory = script.runInThisContext() as (runtime: unknown) => NonNullable<Unit['exports']>;
            unit.exports = factory(this.runtime);
        }
        return unit.exports;
    }

    /** Where a class's statics stand in a transaction. */
    slot(typeName: string): number {
        const key = typeName.toLowerCase();
        let slot = this.slots.get(key);
        if (slot === undefined) {
            slot = this.slots.size;
            this.slots.set(key, slot);
        }
        return slot;
    }

    /** How Apex names the code at a line: `Class.Foo.run`; null where there is none. */
    frameAt(fileName: string, line: number): string | null {
        const ranges = this.units.get(fileName)?.module.ranges ?? [];
        let best: (typeof ranges)[number] | null = null;
        for (const range of ranges) {
            if (range.from <= line && line <= range.to && (best === null || range.to - range.from <= best.to - best.from)) {
                best = range;
            }
        }
        return best?.label ?? null;
    }

    /** The Apex frames of a JavaScript stack, innermost first. */
    frames(stack: string): ApexFrame[] {
        const frames: ApexFrame[] = [];
        for (const text of stack.split('\n')) {
            const start = text.indexOf(EMITTED);
            const match = start < 0 ? null : /^(.*):(\d+):\d+\)?$/.exec(text.slice(start + EMITTED.length));
            if (match && WRITTEN.test(text.slice(0, start))) {
                const where = this.frameAt(match[1], Number(match[2]));
                if (where) {
                    frames.push({ where, line: Number(match[2]) });
                }
            }
        }
        return frames;
    }
}
