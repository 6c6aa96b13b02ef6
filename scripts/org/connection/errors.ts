/** What can go wrong between us and an org. Every message names the org and the way out, and can be shown as it is. */

export class OrgConnectionError extends Error {
    /** The org as it was asked for: alias, username or `local`. */
    readonly target: string;
    constructor(target: string, message: string, cause?: unknown) {
        super(message, cause === undefined ? undefined : { cause });
        this.name = new.target.name;
        this.target = target;
    }
}

/** Nobody has logged in to an org of that name, or no local org runs. */
export class UnknownTargetError extends OrgConnectionError {}

/** The org does not answer, or not in time, however often it was asked. */
export class UnreachableError extends OrgConnectionError {}

/**
 * A request that must not be sent twice was sent, and no answer came: it may have been done. Who sent it reads the state again and
 * decides by what is there.
 */
export class OutcomeUnknownError extends UnreachableError {}

/** The login has expired and cannot be renewed. */
export class SessionExpiredError extends OrgConnectionError {}

/** The org has no Handover (or an old one): its REST resource is not there. */
export class NotDeployedError extends OrgConnectionError {}

/** The user of this login may not do it. */
export class PermissionLackingError extends OrgConnectionError {
    readonly errorCode: string;
    constructor(target: string, errorCode: string, message: string) {
        super(target, message);
        this.errorCode = errorCode;
    }
}

/** The org's allowance of API calls is used up. */
export class ApiLimitError extends OrgConnectionError {}

/** The org understood and said no; the message is its own. */
export class RefusedError extends OrgConnectionError {
    readonly status: number;
    readonly errorCode: string;
    constructor(target: string, status: number, errorCode: string, message: string) {
        super(target, message);
        this.status = status;
        this.errorCode = errorCode;
    }
}

/** What came back is not what Salesforce, or Handover's REST resource, answers. Somebody else may have answered: a proxy, a login page. */
export class MalformedAnswerError extends OrgConnectionError {
    constructor(target: string, request: string, what: string, text = '') {
        const begin = text.trim().replace(/\s+/g, ' ').slice(0, 120);
        super(target, `${target} answered ${request} with ${what}${begin ? `: ${begin}` : ''}. Is something between you and the org?`);
    }
}
