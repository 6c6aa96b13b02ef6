/** Calls of Apex REST: one request, one method, one synchronous transaction. */
import type { MethodMeta } from '../../runtime/EmittedModule.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import type { FrameType } from '../../runtime/Frame.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexBlob } from '../../runtime/values/ApexBlob.ts';
import { serialize } from '../../stdlib/json/serialize.ts';
import { RestRequest, RestResponse, restState } from '../../stdlib/support/rest.ts';
import type { Assembly } from '../assemble.ts';
import { inTransaction } from '../transactions.ts';
import { argumentsOf } from './parameters.ts';
import { methodOf, resourceOf, verbsAnswered } from './resources.ts';
import type { RestResource } from './resources.ts';
import { RestRefusal } from './RestRefusal.ts';

export interface ApexRestCall {
    method: string;
    /** After `/services/apexrest`, without the query. */
    path: string;
    query: Record<string, string>;
    /** Lower-case names. */
    headers: Record<string, string>;
    bytes: Uint8Array;
}

export interface ApexRestAnswer {
    status: number;
    headers: Record<string, string>;
    body: string | Uint8Array;
}

/** The only ones that RestResponse.statusCode takes. Source: Apex Reference, RestResponse. */
const STATUS_CODES = new Set([
    200, 201, 202, 204, 206, 300, 301, 302, 304, 400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 414, 415, 417, 500, 503
]);

/** Never shown to Apex. */
const HIDDEN_HEADERS = new Set(['authorization', 'cookie', 'connection']);

/**
 * @throws RestRefusal for what Apex REST refuses, an exception of the method included (500 APEX_ERROR)
 * @throws UnsupportedError for XML
 */
export function callApexRest(org: Assembly, userId: string, call: ApexRestCall): ApexRestAnswer {
    // A dot makes an extension, and there are only two. Source: salesforce.stackexchange.com/questions/38650.
    const extension = /\.(\w+)$/.exec(call.path)?.[1].toLowerCase();
    if (/\.[^/]*$/.test(call.path) && extension !== 'json' && extension !== 'xml') {
        throw new RestRefusal(404, 'NOT_FOUND', 'The requested resource does not exist');
    }
    const path = extension ? call.path.slice(0, -extension.length - 1) : call.path;
    const resource = resourceOf(org, path);
    if (!resource) {
        throw new RestRefusal(404, 'NOT_FOUND', 'Could not find a match for URL');
    }
    const method = methodOf(resource, call.method);
    if (!method) {
        const allowed = verbsAnswered(resource).join(',');
        throw new RestRefusal(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${call.method}' not allowed. Allowed are ${allowed}`);
    }
    if (!org.security.classAccess(userId, resource.meta.name)) {
        throw new RestRefusal(403, 'FORBIDDEN', `You do not have access to the Apex class named: ${resource.meta.name}`);
    }
    if (extension === 'xml') {
        throw new UnsupportedError('XML in Apex REST');
    }
    expectJson(call, method);
    return run(org, userId, resource, method, { ...call, path });
}

/** The body of a method with parameters must be JSON, and so must be an answer that the platform writes. */
function expectJson({ headers }: ApexRestCall, { parameters, returns }: MethodMeta): void {
    const type = (headers['content-type'] ?? 'application/json').split(';')[0].trim().toLowerCase();
    if (type === 'multipart/form-data' || (parameters.length > 0 && !/^(?:application|text)\/(?:json|xml)$/.test(type))) {
        throw new RestRefusal(415, 'UNSUPPORTED_MEDIA_TYPE', `Unsupported Media Type: ${type}`);
    }
    const accepted = (headers.accept ?? '*/*').split(',').map((each) => each.split(';')[0].trim().toLowerCase());
    const wantsXml = accepted.some((each) => each.endsWith('/xml')) && !accepted.some((each) => each === '*/*' || each.endsWith('/json'));
    if ((parameters.length > 0 && type.endsWith('/xml')) || (returns !== 'void' && wantsXml)) {
        throw new UnsupportedError('XML in Apex REST');
    }
}

function run(org: Assembly, userId: string, resource: RestResource, method: MethodMeta, call: ApexRestCall): ApexRestAnswer {
    const { runtime } = org;
    const { name } = resource.meta;
    try {
        return inTransaction(org, { userId, sharing: true, quiddity: 'REST' }, () => {
            const args =
                method.parameters.length === 0 ? [] : argumentsOf(runtime, method.parameters, Buffer.from(call.bytes).toString('utf8'));
            const state = restState(runtime);
            state.request = requestOf(resource, call, method.parameters.length === 0);
            state.response = new RestResponse();
            const caller = runtime.enter(runtime.load(name).$frame as FrameType);
            try {
                const value = runtime.callStatic(name, method.jsName, args);
                const written =
                    method.returns === 'void' ? null : serialize(runtime, value, { pretty: false, suppressNulls: 'recordsToo' });
                return answerOf(state.response, written, call.method);
            } finally {
                runtime.leave(caller);
            }
        });
    } catch (error) {
        if (error instanceof RestRefusal || error instanceof UnsupportedError) {
            throw error;
        }
        const { typeName, message, stackTrace } = runtime.explain(error);
        if (!(error instanceof ApexException) && typeName !== 'System.LimitException' && stackTrace === '') {
            // Nothing of Apex's: a defect of the local org.
            throw error;
        }
        throw new RestRefusal(500, 'APEX_ERROR', `${typeName}: ${message}\n\n${stackTrace || '(System Code)'}`);
    }
}

function requestOf({ urlMapping }: RestResource, call: ApexRestCall, withBody: boolean): RestRequest {
    const request = new RestRequest();
    request.httpMethod = call.method;
    request.requestURI = call.path;
    request.resourcePath = `/services/apexrest${urlMapping}`;
    request.remoteAddress = '127.0.0.1';
    // What was read into parameters is not there a second time.
    request.requestBody = withBody ? new ApexBlob(call.bytes) : null;
    Object.entries(call.query).forEach(([name, value]) => request.params.put(name, value));
    for (const [name, value] of Object.entries(call.headers)) {
        if (!HIDDEN_HEADERS.has(name)) {
            request.headers.put(
                name.replace(/(?:^|-)\w/g, (start) => start.toUpperCase()),
                value
            );
        }
    }
    return request;
}

function answerOf(response: RestResponse, written: string | null, verb: string): ApexRestAnswer {
    const status = response.statusCode ?? 200;
    if (!STATUS_CODES.has(status)) {
        throw new RestRefusal(500, 'UNKNOWN_EXCEPTION', `Invalid status code for HTTP response: ${status}`);
    }
    const headers: Record<string, string> = { 'content-type': 'application/json;charset=UTF-8' };
    for (const [name, value] of response.headers.entries()) {
        headers[String(name).toLowerCase()] = String(value ?? '');
    }
    const empty = verb === 'HEAD' || status === 204 || status === 304;
    return { status, headers, body: empty ? '' : (written ?? response.responseBody?.bytes ?? '') };
}
