/** What Salesforce has and we have not built: told apart from what Salesforce has not either. */
import { UnsupportedError } from '../../localOrg.ts';
import { ApiError } from '../ApiError.ts';
import type { ApiRequest } from '../protocol.ts';

/** First segments of Salesforce's REST resources below a version of which something is not built, and services beside the data API. */
const RESOURCES =
    /^\/services\/(?:data\/v\d+\.0\/(?:actions|analytics|appMenu|async-queries|chatter|commerce|compactLayouts|connect|consent|domino|eclair|event|folders|knowledgeManagement|licensing|limits|metadata|parameterizedSearch|process|quickActions|recent|scheduling|search|sobjects|support|tabs|theme|tooling|ui-api|wave)|apexrest|scim|async|Soap|oauth2)(?:\/|$)/;

/** Why no route took a path: not built, or not there in Salesforce either. */
export function noSuchRoute({ method, path }: ApiRequest): Error {
    return RESOURCES.test(path)
        ? new UnsupportedError(`${method} ${path}`)
        : new ApiError(404, 'NOT_FOUND', `The requested resource does not exist: ${path}`);
}
