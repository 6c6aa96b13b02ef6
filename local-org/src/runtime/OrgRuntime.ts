import type { Schema } from '../schema/model.ts';
import { ClassRegistry } from './ClassRegistry.ts';
import type { LoadedClass } from './ClassRegistry.ts';
import type { EmittedModule, TypeMeta } from './EmittedModule.ts';
import { Enums } from './enums.ts';
import type { LibraryEnums } from './enums.ts';
import { InternalError, UnsupportedError } from './errors.ts';
import type { FrameType } from './Frame.ts';
import { eachOf, eachOfIterator, isCollection } from './iteration.ts';
import type { LibraryBodies, LibraryBody } from './library.ts';
import { operations } from './operations.ts';
import { cast, nn } from './operators.ts';
import { RecordRuntime } from './RecordRuntime.ts';
import type { Transaction, TriggerContext } from './Transaction.ts';
import { runTriggers, triggersFor, triggerVariable } from './triggers.ts';
import type { ApexFrame } from './values/ApexException.ts';
import type { ApexEnum } from './values/ApexEnum.ts';
import { refuseInSiloedTest } from './siloedTests.ts';
import { ApexException, setFrameReader } from './values/ApexException.ts';
import { ApexList } from './values/ApexList.ts';
import { ApexObject } from './values/ApexObject.ts';
import type { EmittedClass } from './values/ApexObject.ts';
import { isInstance } from './values/typeText.ts';
import { asApexException, isUncatchable, wrap } from './wrap.ts';

export interface OrgRuntimeOptions {
    schema: Schema;
    library: LibraryBodies;
    /** Constants of the platform's enums. */
    libraryEnums?: LibraryEnums;
    /** Text of a custom label; null when there is none. */
    label?: (name: string) => string | null;
}

/** JavaScript keeps ten frames of an error's stack; Apex shows all of its own. */
const STACK_FRAMES = 200;

/**
 * What emitted code, library bodies and the org around them share: the current transaction, the frame of the running
 * class, the classes of the project, and the ways to records. One per open org; synchronous throughout. Emitted modules
 * know it as `$r`.
 */
export class OrgRuntime extends RecordRuntime {
    readonly classes: ClassRegistry;
    readonly enums: Enums;
    readonly op = operations;
    readonly ObjectBase = ApexObject;
    readonly ExceptionBase = ApexException;

    private readonly library: LibraryBodies;
    private readonly labels: (name: string) => string | null;
    private readonly bodies = new Map<string, LibraryBody>();
    private readonly readFrames = (stack: string): ApexFrame[] => this.classes.frames(stack);

    constructor(options: OrgRuntimeOptions) {
        super(options.schema);
        this.library = options.library;
        this.labels = options.label ?? (() => null);
        this.classes = new ClassRegistry(this);
        this.enums = new Enums(this.classes, options.libraryEnums ?? (() => undefined));
        Error.stackTraceLimit = Math.max(Error.stackTraceLimit, STACK_FRAMES);
    }

    override runInTransaction<T>(transaction: Transaction, run: () => T, sharing = false): T {
        setFrameReader(this.readFrames);
        return super.runInTransaction(transaction, run, sharing);
    }

    // ---- classes ----

    add(module: EmittedModule): void {
        this.classes.add(module);
        module.types.forEach((meta) => this.enums.forget(meta.name));
    }

    load(typeName: string): LoadedClass {
        return this.classes.load(typeName);
    }

    /** As `load`, null when the project has no such class: for the runtime's type tests. */
    readonly find = (typeName: string): EmittedClass | null => this.classes.find(typeName) as unknown as EmittedClass | null;

    /** Facts about a class, interface or enum of the project; null when there is none. */
    describe(typeName: string): TypeMeta | null {
        return this.classes.meta(typeName);
    }

    slot(typeName: string): number {
        return this.classes.slot(typeName);
    }

    /** First use of a class in this transaction: its static fields, in the order of the text, superclass first. */
    initStatics(loaded: LoadedClass): object {
        const superclass = Object.getPrototypeOf(loaded) as Partial<LoadedClass>;
        superclass.$s?.();
        const statics = loaded.$defaults();
        this.statics[loaded.$slot] = statics;
        const caller = this.enter(loaded.$frame as FrameType);
        try {
            loaded.$clinit();
        } catch (error) {
            this.statics[loaded.$slot] = undefined;
            throw error;
        } finally {
            this.leave(caller);
        }
        return statics;
    }

    /** `Type.newInstance()`: by the constructor without parameters. Throws System.TypeException. */
    newInstance(typeName: string): unknown {
        const meta = this.classes.meta(typeName);
        if (!meta) {
            const body = this.library.body(`${typeName}.<init>()`);
            if (body) {
                return body(this);
            }
            throw ApexException.of('System.TypeException', `Type cannot be constructed: ${typeName}`);
        }
        const constructor = meta.constructors.find((each) => each.parameters.length === 0);
        if (meta.kind !== 'class' || meta.isAbstract || (!constructor && !meta.isException)) {
            throw ApexException.of('System.TypeException', `Type cannot be constructed: ${meta.name}`);
        }
        const loaded = this.load(meta.name);
        return constructor ? loaded.create(constructor.jsName, []) : operations.make(loaded as never);
    }

    /** A static method by its JavaScript name: tests, future methods, @AuraEnabled and REST entry points. */
    callStatic(typeName: string, jsName: string, args: unknown[] = []): unknown {
        const loaded = this.load(typeName) as unknown as Record<string, (...args: unknown[]) => unknown>;
        return loaded[jsName](...args);
    }

    /** A method of an interface, of a project's object or one of the platform's own. */
    callInterface(target: unknown, key: string, args: unknown[]): unknown {
        const method = (nn(target) as Record<string, unknown>)[key];
        return typeof method === 'function'
            ? (method as (...args: unknown[]) => unknown).apply(target, args)
            : this.lib(key)(this, target, ...args);
    }

    /** Does a project's object implement this member of an interface? */
    implements(target: unknown, key: string): boolean {
        return typeof target === 'object' && target !== null && typeof (target as Record<string, unknown>)[key] === 'function';
    }

    // ---- the platform's classes ----

    /** The body of a platform member; a function that says what is not built when there is none. */
    lib(key: string): LibraryBody {
        let body = this.bodies.get(key);
        if (!body) {
            body = this.library.body(key) ?? (() => this.unsupported(key));
            this.bodies.set(key, body);
        }
        return body;
    }

    unsupported(what: string): never {
        refuseInSiloedTest(() => this.tx, what);
        throw new UnsupportedError(what);
    }

    /** The platform's own classes that may be extended are few; none but Exception is built. */
    librarySuperclass(typeName: string): never {
        throw new UnsupportedError(`extends ${typeName}`);
    }

    /**
     * Tokens, describes, labels and class literals are objects of the platform's classes: stdlib makes them
     * under these keys, with the names as arguments.
     */
    fieldToken(object: string, field: string): unknown {
        return this.lib('Internal.Tokens.field(String,String)')(this, object, field);
    }

    objectToken(object: string): unknown {
        return this.lib('Internal.Tokens.object(String)')(this, object);
    }

    objectDescribe(object: string): unknown {
        return this.lib('Internal.Tokens.describeObject(String)')(this, object);
    }

    fieldDescribe(object: string, field: string): unknown {
        return this.lib('Internal.Tokens.describeField(String,String)')(this, object, field);
    }

    fieldsDescribe(object: string): unknown {
        return this.lib('Internal.Tokens.fields(String)')(this, object);
    }

    fieldSetsDescribe(object: string): unknown {
        return this.lib('Internal.Tokens.fieldSets(String)')(this, object);
    }

    classLiteral(typeText: string): unknown {
        return this.lib('Internal.Tokens.type(String)')(this, typeText);
    }

    label(name: string): string {
        const text = this.labels(name);
        if (text === null) {
            throw new InternalError(`No custom label ${name}`);
        }
        return text;
    }

    enumConstant(typeName: string, name: string, names?: readonly string[]): ApexEnum {
        return this.enums.constant(typeName, name, names);
    }

    enumValues(typeName: string, names?: readonly string[]): ApexList {
        return this.enums.values(typeName, names);
    }

    enumValueOf(typeName: string, name: string | null, names?: readonly string[]): ApexEnum {
        return this.enums.valueOf(typeName, name, names);
    }

    // ---- types ----

    is(value: unknown, typeText: string): boolean {
        return isInstance(value, typeText, this.find);
    }

    cast(value: unknown, typeText: string): unknown {
        if (value instanceof ApexList && value.type === 'SObject') {
            const element = /^List<(\w+)>$/.exec(typeText);
            // Lists of SObject and of a concrete object pass for each other.
            if (element && this.schema.object(element[1])) {
                return value;
            }
        }
        return cast(value, typeText, this.find);
    }

    // ---- exceptions ----

    wrap(thrown: unknown): ApexException {
        return wrap(thrown);
    }

    isUncatchable(thrown: unknown): boolean {
        return isUncatchable(thrown);
    }

    throwLibrary(typeName: string, message: string): never {
        throw ApexException.of(typeName, message);
    }

    /** The operand of `throw`. */
    thrown(exception: ApexException | null): ApexException {
        return nn(exception);
    }

    newException(typeName: string, ...args: unknown[]): ApexException {
        return this.initException(ApexException.of(typeName, null), ...args);
    }

    /** Message and cause, in whatever of the four forms of an exception's constructor. */
    initException(exception: ApexException, ...args: unknown[]): ApexException {
        for (const arg of args) {
            if (arg instanceof ApexException) {
                exception.initApexCause(arg);
            } else if (typeof arg === 'string') {
                exception.setApexMessage(arg);
            }
        }
        return exception;
    }

    /** For reports: what failed, in Apex's words, and where. */
    explain(thrown: unknown): { typeName: string; message: string; stackTrace: string; line: number | null } {
        const error = asApexException(thrown);
        const frames = error instanceof Error ? this.classes.frames(error.stack ?? '') : [];
        return {
            typeName: error instanceof ApexException ? error.typeName : error instanceof Error ? error.name : 'Error',
            message: error instanceof ApexException ? error.apexMessage : error instanceof Error ? error.message : String(error),
            stackTrace: frames.map((frame) => `${frame.where}: line ${frame.line}, column 1`).join('\n'),
            line: frames[0]?.line ?? null
        };
    }

    // ---- records ----

    /** The elements of a `for` loop. Before API 62.0 sets may change while it runs. */
    each(collection: unknown, setMayChange = false): Iterable<unknown> {
        if (isCollection(collection)) {
            return eachOf(collection, setMayChange);
        }
        const call = (target: unknown, key: string): unknown => this.callInterface(target, key, []);
        // An Iterator may stand where an Iterable is wanted.
        if (this.implements(collection, 'System.Iterator.hasNext()')) {
            return eachOfIterator(collection, call);
        }
        const iterator = call(collection, 'System.Iterable.iterator()');
        return isCollection(iterator) ? eachOf(iterator) : eachOfIterator(iterator, call);
    }

    // ---- triggers ----

    trigger(name: string): unknown {
        return triggerVariable(this.tx, this.enums, name.toLowerCase());
    }

    hasTriggers(context: TriggerContext): boolean {
        return triggersFor(this.classes, context).length > 0;
    }

    /** Runs the triggers that concern the context. */
    runTriggers(context: TriggerContext): void {
        runTriggers(this.tx, context, triggersFor(this.classes, context), (name) => this.classes.runTrigger(name));
    }
}
