/** The SOAP APIs, as far as the CLI needs them: Apex, and passwords of the partner API. */
import { RequestRefused, UnsupportedError } from '../../localOrg.ts';
import type { ApiResponse } from '../protocol.ts';
import { element, readEnvelope, soapResponse, SoapFault, textOf } from '../soap.ts';
import type { SoapCall } from '../soap.ts';
import { debugLogText } from './debugLog.ts';
import { tokenOf } from './router.ts';
import type { Context, Route } from './router.ts';

const APEX = 'http://soap.sforce.com/2006/08/apex';
const PARTNER = 'urn:partner.soap.sforce.com';

type Operation = (context: Context, call: SoapCall) => ApiResponse | Promise<ApiResponse>;

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

function setPassword(context: Context, { body }: SoapCall): ApiResponse {
    context.org.setPassword(context.userId, textOf(body.userId), textOf(body.password));
    return soapResponse(PARTNER, '<setPasswordResponse><result/></setPasswordResponse>');
}

/** By API letter: `s` Apex, `u` partner. */
const OPERATIONS: Record<string, Record<string, Operation>> = { s: { executeAnonymous }, u: { setPassword } };

async function call(context: Context): Promise<ApiResponse> {
    try {
        const envelope = readEnvelope(context.request.body);
        const token = envelope.sessionId ?? tokenOf(context.request);
        const userId = token === null ? null : context.org.userOfToken(token);
        if (userId === null) {
            throw new SoapFault('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
        }
        const { api, version } = context.params;
        const operation = OPERATIONS[api]?.[envelope.operation];
        if (!operation) {
            throw new UnsupportedError(`SOAP ${api}/${version} ${envelope.operation}`);
        }
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
