/** What the command line itself says no to; the message is all that is shown. */
import { InterruptedError } from '../org/connection/Clock.ts';
import { OrgConnectionError, RefusedError } from '../org/connection/errors.ts';
import { SfOutputError } from '../org/Sf.ts';
import { EXIT } from './exitCodes.ts';
import type { ExitCode } from './exitCodes.ts';

export class OffboardError extends Error {
    readonly exitCode: ExitCode;
    constructor(exitCode: ExitCode, message: string, cause?: unknown) {
        super(message, cause === undefined ? undefined : { cause });
        this.name = new.target.name;
        this.exitCode = exitCode;
    }
}

/** Wrong usage or bad input. */
export class UsageError extends OffboardError {
    constructor(message: string) {
        super(EXIT.USAGE, message);
    }
}

/** Nobody said yes. */
export class NotConfirmedError extends OffboardError {
    constructor(message: string) {
        super(EXIT.NOT_CONFIRMED, message);
    }
}

/** A file cannot be written. */
export class FileError extends OffboardError {
    constructor(message: string, cause?: unknown) {
        super(EXIT.FILE, message, cause);
    }
}

/** The org, or the person, says no. */
export class RefusalError extends OffboardError {
    constructor(message: string) {
        super(EXIT.NOT_ALL, message);
    }
}

/** null: nobody expected this error, and its stack is worth seeing. */
export function exitCodeOf(error: unknown): ExitCode | null {
    if (error instanceof OffboardError) {
        return error.exitCode;
    }
    if (error instanceof InterruptedError) {
        return EXIT.INTERRUPTED;
    }
    if (error instanceof RefusedError || error instanceof SfOutputError) {
        return EXIT.NOT_ALL;
    }
    return error instanceof OrgConnectionError ? EXIT.NO_ORG : null;
}
