/** The doors of the SOAP APIs: Apex here, the partner API in soapPartner.ts. The Metadata API has a door of its own. */
import { RequestRefused, UnsupportedError } from '../../localOrg.ts';
import type { ApiResponse } from '../protocol.ts';
import { element, readEnvelope, soapResponse, SoapFault, textOf } from '../soap.ts';
import type { SoapCall } from '../soap.ts';
import { debugLogText } from './debugLog.ts';
import { login, PARTNER_OPERATIONS, UNBUILT_PARTNER_OPERATIONS, unknownOperation } from './soapPartner.ts';
import type { SoapOperation } from './soapPartner.ts';
import { tokenOf } from './router.ts';
import type { Context, Route } from './router.ts';

const APEX = 'http://soap.sforce.com/2006/08/apex';

function executeAnonymous(context: Context, { body, header }: SoapCall): ApiResponse {
    const code = textOf(body.apexcode ?? body.String);
    const { debugLog, ...result } = context.org.executeAnonymous(context.userId, code);
    const log = result.compiled && header.DebuggingHeader !== undefined ? debugLogText(context, code, result, debugLog) : '';
    return soapResponse(
        APEX,
        element('executeAnonymousResponse', { result }),
        header.DebuggingHeader === undefined ? '' : element('DebuggingInfo', { debugLog: log })
    );
}

/** By API letter: `s` Apex, `u` partner. */
const OPERATIONS: Record<string, Record<string, SoapOperation>> = { s: { executeAnonymous }, u: PARTNER_OPERATIONS };

/** @throws SoapFault for an operation that the API does not have, UnsupportedError for one that is not built */
function operationOf({ api, version }: Record<string, string>, name: string): SoapOperation {
    const operation = OPERATIONS[api]?.[name];
    if (!operation && api === 'u' && !UNBUILT_PARTNER_OPERATIONS.has(name)) {
        throw unknownOperation(name);
    }
    if (!operation) {
        throw new UnsupportedError(`SOAP ${api}/${version} ${name}`);
    }
    return operation;
}

async function call(context: Context): Promise<ApiResponse> {
    try {
        const envelope = readEnvelope(context.request.body);
        if (context.params.api === 'u' && envelope.operation === 'login') {
            login(context);
        }
        const token = envelope.sessionId ?? tokenOf(context.request);
        const userId = token === null ? null : context.org.userOfToken(token);
        if (userId === null) {
            throw new SoapFault('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
        }
        const operation = operationOf(context.params, envelope.operation);
        return await operation({ ...context, userId }, envelope);
    } catch (error) {
        if (error instanceof SoapFault) {
            return error.toResponse();
        }
        if (error instanceof RequestRefused) {
            return new SoapFault(error.code, error.message).toResponse();
        }
        if (error instanceof UnsupportedError) {
            return new SoapFault('NOT_IMPLEMENTED', error.message).toResponse();
        }
        throw error;
    }
}

export const soapRoutes: Route[] = [
    {
        method: 'POST',
        pattern: /^\/services\/Soap\/(?<api>\w)\/(?<version>\d+\.0)(?:\/\w+)?\/?$/,
        public: true,
        handle: call
    }
];
