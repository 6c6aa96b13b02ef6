/** Errors of the runtime that Apex code can never catch. */

/** A governor limit was passed: System.LimitException. */
export class LimitExceeded extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'System.LimitException';
    }
}

/** Salesforce has it, this local org has not built it. Names the member; the place is added from the stack. */
export class UnsupportedError extends Error {
    readonly member: string;
    constructor(member: string) {
        super(`Unsupported in the local org: ${member}`);
        this.name = 'UnsupportedError';
        this.member = member;
    }
}

/** A defect of the local org itself: never Apex's fault, never caught by it. */
export class InternalError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'InternalError';
    }
}
