/** What an answer that says no means, and what to do about it. */
import type { Answer } from './attempt.ts';
import type { OrgConnectionError } from './errors.ts';
import { ApiLimitError, MalformedAnswerError, NotDeployedError, PermissionLackingError, RefusedError, UnreachableError } from './errors.ts';

interface Refusal {
    errorCode: string;
    message: string;
}

/** Salesforce answers `[{errorCode, message}]`; a login endpoint `{error, error_description}`; SOAP a fault. null when it is neither. */
function parse(text: string): Refusal | null {
    const fault = /<faultcode>(?:\w+:)?(\w+)<\/faultcode>\s*<faultstring>([^<]*)<\/faultstring>/.exec(text);
    if (fault) {
        return { errorCode: fault[1], message: fault[2] };
    }
    let answer: unknown;
    try {
        answer = JSON.parse(text);
    } catch {
        return null;
    }
    const row = (Array.isArray(answer) ? answer[0] : answer) as Record<string, unknown> | null | undefined;
    const errorCode = row?.errorCode ?? row?.error;
    const message = row?.message ?? row?.error_description;
    return typeof errorCode === 'string' && typeof message === 'string' ? { errorCode, message } : null;
}

const NO_RESOURCE = /Could not find a match for URL/i;
const NO_CLASS_ACCESS = /access to the Apex class/i;

/** @param request method and path, for the message */
export function refusal(target: string, request: string, answer: Answer): OrgConnectionError {
    const { status } = answer;
    if (status >= 300 && status < 400) {
        return new UnreachableError(
            target,
            `${target} has moved to ${answer.headers.get('location') ?? 'another address'}. Log in again: sf org login web --alias ${target}`
        );
    }
    const said = parse(answer.text);
    if (said === null) {
        return new MalformedAnswerError(target, request, `status ${status} and no error that Salesforce would give`, answer.text);
    }
    const { errorCode, message } = said;
    const apexRest = request.includes('/services/apexrest/');
    if (apexRest && status === 404 && NO_RESOURCE.test(message)) {
        return new NotDeployedError(
            target,
            `Handover is not deployed in ${target}, or an older version that has no REST resource. Deploy it: ` +
                `sf project deploy start --source-dir force-app --target-org ${target}`
        );
    }
    if (errorCode === 'REQUEST_LIMIT_EXCEEDED') {
        return new ApiLimitError(
            target,
            `${target} has no API calls left (${message}). What runs goes on in the org; ask again when the limit has recovered.`
        );
    }
    if (apexRest && status === 403 && NO_CLASS_ACCESS.test(message)) {
        return new PermissionLackingError(
            target,
            errorCode,
            `This login may not use Handover in ${target} (${message}). Give it a permission set: ` +
                `sf org assign permset --name Offboarding_Operator --target-org ${target}`
        );
    }
    if (status === 403) {
        return new PermissionLackingError(target, errorCode, `${target} does not allow it: ${message}`);
    }
    return new RefusedError(target, status, errorCode, message);
}
