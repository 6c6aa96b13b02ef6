/**
 * Every exception that Apex code can see: the platform's own (by type name) and the project's (emitted subclasses).
 * Extends Error so that the JavaScript stack gives line numbers: an emitted statement stands on its Apex line.
 */
import type { ClassMeta } from './ApexObject.ts';

/** One failed row of a DmlException. */
export interface DmlRowError {
    /** Index of the row in the statement's list. */
    index: number;
    id: string | null;
    statusCode: string;
    message: string;
    fields: string[];
}

export interface ApexFrame {
    /** `Class.Foo.bar`, `Trigger.OnAccount`, `AnonymousBlock`. */
    where: string;
    line: number;
}

const DEFAULT_MESSAGE = 'Script-thrown exception';

export class ApexException extends Error {
    static readonly apexName: string = 'System.Exception';
    static readonly meta: ClassMeta = { superclass: null, interfaces: [] };

    /** Platform type's name; null for the project's classes, which have `apexName`. */
    private libraryType: string | null = null;
    /** What Apex gave, null when nothing. `message` always has text. */
    private given: string | null = null;
    private causedBy: ApexException | null = null;
    private causeSet = false;
    /** Rows of a DmlException, empty for others. */
    dmlErrors: DmlRowError[] = [];
    /** Object → fields that the user may not see (getInaccessibleFields). */
    inaccessibleFields: Map<string, string[]> | null = null;

    constructor() {
        super(DEFAULT_MESSAGE);
    }

    /** A platform exception: `of('System.MathException', 'Divide by 0')`. */
    static of(typeName: string, message: string | null, cause: ApexException | null = null): ApexException {
        const exception = new ApexException();
        exception.libraryType = typeName;
        exception.setApexMessage(message);
        if (cause) {
            exception.initApexCause(cause);
        }
        return exception;
    }

    /** Field initialisers of emitted subclasses. */
    $init(): void {}

    /** With namespace for the platform's: `System.DmlException`; `Outer.MyException` for the project's. */
    get typeName(): string {
        return this.libraryType ?? (this.constructor as typeof ApexException).apexName;
    }

    /** What getMessage() returns. */
    get apexMessage(): string {
        return this.given ?? DEFAULT_MESSAGE;
    }

    setApexMessage(message: string | null): void {
        this.given = message;
        this.message = message ?? DEFAULT_MESSAGE;
    }

    get apexCause(): ApexException | null {
        return this.causedBy;
    }

    /** initCause: the library body refuses a second call. */
    initApexCause(cause: ApexException | null): void {
        this.causedBy = cause;
        this.causeSet = true;
    }

    get hasCause(): boolean {
        return this.causeSet;
    }

    /** Innermost first. */
    get frames(): ApexFrame[] {
        return reader?.(this.stack ?? '') ?? [];
    }

    get lineNumber(): number {
        return this.frames[0]?.line ?? 0;
    }

    /** `Class.Foo.bar: line 12, column 1`, one frame a line. */
    get stackTraceText(): string {
        return this.frames.map((frame) => `${frame.where}: line ${frame.line}, column 1`).join('\n');
    }

    override toString(): string {
        return `${this.typeName}: ${this.apexMessage}`;
    }
}

/** Finds the Apex frames of a JavaScript stack; the running org's runtime sets one that knows which lines belong to which method. */
export type FrameReader = (stack: string) => ApexFrame[];

let reader: FrameReader | null = null;

export function setFrameReader(fn: FrameReader | null): void {
    reader = fn;
}
