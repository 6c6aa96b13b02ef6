import type { Query, SoslQuery } from '../language/soqlAst.ts';
import type { Schema } from '../schema/model.ts';
import { ClassRegistry } from './ClassRegistry.ts';
import type { LoadedClass } from './ClassRegistry.ts';
import { Coverage } from './Coverage.ts';
import { mustSucceed, recordsOf, runDml } from './dml.ts';
import type { EmittedModule, TypeMeta } from './EmittedModule.ts';
import { Enums } from './enums.ts';
import type { LibraryEnums } from './enums.ts';
import { InternalError, LimitExceeded, UnsupportedError } from './errors.ts';
import { FrameType, OUTERMOST, OUTERMOST_WITH_SHARING } from './Frame.ts';
import type { Frame } from './Frame.ts';
import { eachOf, eachOfIterator, isCollection } from './iteration.ts';
import type { LibraryBodies, LibraryBody } from './library.ts';
import { operations } from './operations.ts';
import { cast, nn, nullPointer } from './operators.ts';
import type { AccessMode, DmlOptions, DmlVerb, QueryOptions, RowResult } from './ports.ts';
import type { MixedDmlState, Transaction, TriggerContext } from './Transaction.ts';
import { runTriggers, triggersFor, triggerVariable } from './triggers.ts';
import type { ApexFrame } from './values/ApexException.ts';
import type { ApexEnum } from './values/ApexEnum.ts';
import { ApexException, setFrameReader } from './values/ApexException.ts';
import { ApexList } from './values/ApexList.ts';
import { ApexObject } from './values/ApexObject.ts';
import type { EmittedClass } from './values/ApexObject.ts';
import { SObject } from './values/SObject.ts';
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

/** How deep Apex methods may call each other. */
const MAXIMUM_DEPTH = 1000;
/** Records per turn of a SOQL loop over lists. */
const CHUNK = 200;
/** JavaScript keeps ten frames of an error's stack; Apex shows all of its own. */
const STACK_FRAMES = 200;

/**
 * What emitted code, library bodies and the org around them share: the current transaction, the frame of the running
 * class, the classes of the project, and the ways to records. One per open org; synchronous throughout. Emitted modules
 * know it as `$r`.
 */
export class OrgRuntime {
    readonly schema: Schema;
    readonly classes: ClassRegistry;
    readonly enums: Enums;
    readonly lineCoverage = new Coverage();
    readonly op = operations;
    readonly ObjectBase = ApexObject;
    readonly ExceptionBase = ApexException;

    /** Set by runInTransaction; reading it outside of one is a defect of the caller. */
    tx!: Transaction;
    /** The transaction's, by class slot. */
    statics: unknown[] = [];
    frame: Frame = OUTERMOST;
    private depth = 0;
    private readonly library: LibraryBodies;
    private readonly labels: (name: string) => string | null;
    private readonly bodies = new Map<string, LibraryBody>();
    private readonly readFrames = (stack: string): ApexFrame[] => this.classes.frames(stack);

    constructor(options: OrgRuntimeOptions) {
        this.schema = options.schema;
        this.library = options.library;
        this.labels = options.label ?? (() => null);
        this.classes = new ClassRegistry(this);
        this.enums = new Enums(this.classes, options.libraryEnums ?? (() => undefined));
        Error.stackTraceLimit = Math.max(Error.stackTraceLimit, STACK_FRAMES);
    }

    // ---- transactions ----

    /**
     * Runs code in a transaction and comes back to the one before, if any: statics, frame and depth are the
     * transaction's own. Begins and commits nothing: that is for who made the transaction.
     * @param sharing do classes that inherit their sharing run with it? Aura and REST entry points do.
     */
    runInTransaction<T>(transaction: Transaction, run: () => T, sharing = false): T {
        const before = { tx: this.tx, statics: this.statics, frame: this.frame, depth: this.depth };
        setFrameReader(this.readFrames);
        this.tx = transaction;
        this.statics = transaction.statics;
        this.frame = sharing ? OUTERMOST_WITH_SHARING : OUTERMOST;
        this.depth = 0;
        try {
            return run();
        } finally {
            this.tx = before.tx;
            this.statics = before.statics;
            this.frame = before.frame;
            this.depth = before.depth;
        }
    }

    /** One step of CPU time. */
    tick(): void {
        const { limits } = this.tx;
        limits.steps += 1;
        if (limits.steps > limits.maximumSteps) {
            throw new LimitExceeded('Apex CPU time limit exceeded');
        }
    }

    // ---- frames ----

    frameType(typeName: string, apiVersion: number, sharing: FrameType['sharing']): FrameType {
        return new FrameType(typeName, apiVersion, sharing);
    }

    /** A method of a class begins; answers what `leave` needs. */
    enter(type: FrameType): Frame {
        const caller = this.frame;
        if (this.depth >= MAXIMUM_DEPTH) {
            throw new LimitExceeded(`Maximum stack depth reached: ${MAXIMUM_DEPTH + 1}`);
        }
        this.tick();
        this.depth += 1;
        if (caller.type !== type) {
            this.frame = type.under(caller);
        }
        return caller;
    }

    leave(caller: Frame): void {
        this.depth -= 1;
        this.frame = caller;
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
        return typeof method === 'function' ? (method as (...args: unknown[]) => unknown).apply(target, args) : this.lib(key)(this, target, ...args);
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
            body =
                this.library.body(key) ??
                (() => {
                    throw new UnsupportedError(key);
                });
            this.bodies.set(key, body);
        }
        return body;
    }

    unsupported(what: string): never {
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

    /** `new Account(Name = …)`: lower-case names and values in turn. */
    newRecord(objectName: string, ...fields: unknown[]): SObject {
        const record = new SObject(this.schema.object(objectName) ?? objectName);
        for (let index = 0; index < fields.length; index += 2) {
            record.put(fields[index] as string, fields[index + 1]);
        }
        return record;
    }

    queryOptions(binds: unknown[], access: AccessMode | null): QueryOptions {
        return { access: access ?? this.frame.access, sharing: this.frame.sharing, binds };
    }

    /** Counts one query and the rows that it brings. */
    query(query: Query, binds: unknown[] = [], access: AccessMode | null = null): ApexList {
        this.tx.limits.count('queries');
        const rows = this.tx.ports.data.query(this.tx, query, this.queryOptions(binds, access));
        this.tx.limits.count('queryRows', countRows(query, rows));
        return rows;
    }

    /** A query whose place wants one record. */
    queryOne(query: Query, binds: unknown[], access: AccessMode | null): unknown {
        return this.onlyRecord(this.query(query, binds, access));
    }

    /** In front of `?.` and `??` no row is null. */
    queryOneOrNull(query: Query, binds: unknown[], access: AccessMode | null): unknown {
        return this.onlyRecordOrNull(this.query(query, binds, access));
    }

    /** Throws System.QueryException unless there is exactly one. */
    onlyRecord(rows: ApexList): unknown {
        if (rows.items.length === 0) {
            throw ApexException.of('System.QueryException', 'List has no rows for assignment to SObject');
        }
        return this.onlyRecordOrNull(rows);
    }

    onlyRecordOrNull(rows: ApexList): unknown {
        if (rows.items.length > 1) {
            throw ApexException.of('System.QueryException', 'List has more than 1 row for assignment to SObject');
        }
        return rows.items[0] ?? null;
    }

    /** `SELECT COUNT()` */
    count(query: Query, binds: unknown[] = [], access: AccessMode | null = null): number {
        this.tx.limits.count('queries');
        this.tx.limits.count('queryRows');
        return this.tx.ports.data.count(this.tx, query, this.queryOptions(binds, access));
    }

    search(query: SoslQuery, binds: unknown[] = [], access: AccessMode | null = null): ApexList {
        this.tx.limits.count('soslQueries');
        return this.tx.ports.data.search(this.tx, query, this.queryOptions(binds, access));
    }

    /** A SOQL loop over lists of up to 200. The data room counts, as it knows the rows before they are made. */
    *chunks(query: Query, binds: unknown[], access: AccessMode | null): Generator<ApexList> {
        const object = query.from.object;
        for (const records of this.tx.ports.data.queryChunks(this.tx, query, this.queryOptions(binds, access), CHUNK)) {
            yield new ApexList(this.schema.object(object)?.name ?? object, records);
        }
    }

    /** A SOQL loop over single records. */
    *records(query: Query, binds: unknown[], access: AccessMode | null): Generator<SObject> {
        for (const records of this.tx.ports.data.queryChunks(this.tx, query, this.queryOptions(binds, access), CHUNK)) {
            yield* records;
        }
    }

    /** The elements of a `for` loop. */
    each(collection: unknown): Iterable<unknown> {
        if (isCollection(collection)) {
            return eachOf(collection);
        }
        const call = (target: unknown, key: string): unknown => this.callInterface(target, key, []);
        // An Iterator may stand where an Iterable is wanted.
        if (this.implements(collection, 'System.Iterator.hasNext()')) {
            return eachOfIterator(collection, call);
        }
        const iterator = call(collection, 'System.Iterable.iterator()');
        return isCollection(iterator) ? eachOf(iterator) : eachOfIterator(iterator, call);
    }

    /** A DML statement: throws System.DmlException when a row fails. */
    dml(
        verb: DmlVerb,
        value: unknown,
        options: { access: AccessMode | null; allOrNone?: boolean; externalId?: string | null; duplicates?: unknown }
    ): void {
        const records = recordsOf(value);
        if (options.duplicates !== undefined) {
            records.push(...recordsOf(options.duplicates));
        }
        mustSucceed(verb, records, this.dmlRows(verb, records, { access: options.access, externalIdField: options.externalId ?? null }));
    }

    /** The Database methods: counts, and leaves what failed to the caller. */
    dmlRows(verb: DmlVerb, records: SObject[], options: Partial<Omit<DmlOptions, 'access'>> & { access?: AccessMode | null } = {}): RowResult[] {
        return runDml(this.tx, verb, records, {
            allOrNone: true,
            externalIdField: null,
            sharing: this.frame.sharing,
            ...options,
            access: options.access ?? this.frame.access
        });
    }

    /** `rec.Field.addError(…)`; rec.addError of stdlib without a field. */
    fieldAddError(record: SObject, field: string | null, message: unknown): void {
        const text = message instanceof ApexException ? message.apexMessage : String(message);
        record.errors.push({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: text, fields: field === null ? [] : [field] });
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

    // ---- jobs and users ----

    /** A call of a @future method. */
    future(typeName: string, jsName: string, args: unknown[], callout: boolean): null {
        this.tx.ports.async.future(this.tx, typeName, jsName, args, callout);
        return null;
    }

    /** System.runAs: another user, and a fresh start for mixed DML. Costs a DML statement. */
    beginRunAs(user: SObject | null): RunAsState {
        const before: RunAsState = { userId: this.tx.userId, mixedDml: this.tx.mixedDml };
        if (!this.tx.isTest) {
            throw ApexException.of('System.TypeException', 'System.runAs() can only be called from test methods');
        }
        const record = user ?? raise(nullPointer());
        if (record.id === null) {
            this.dml('insert', record, { access: 'system' });
        } else {
            this.tx.limits.count('dmlStatements');
        }
        this.tx.mixedDml = { side: 'none', firstObject: null };
        this.tx.userId = record.id as string;
        return before;
    }

    endRunAs(before: RunAsState | undefined): void {
        if (before) {
            this.tx.userId = before.userId;
            this.tx.mixedDml = before.mixedDml;
        }
    }

    // ---- coverage ----

    coverage(fileName: string, lines: readonly number[]): Float64Array {
        return this.lineCoverage.of(fileName, lines);
    }
}

interface RunAsState {
    userId: string;
    mixedDml: MixedDmlState;
}

function raise(error: Error): never {
    throw error;
}

/** Children of subqueries are rows too. */
function countRows(query: Query, rows: ApexList): number {
    let count = rows.items.length;
    if (query.select.some((item) => item.kind === 'subquery')) {
        for (const row of rows.items) {
            for (const value of row instanceof SObject ? row.values.values() : []) {
                count += value instanceof ApexList ? value.items.length : 0;
            }
        }
    }
    return count;
}
