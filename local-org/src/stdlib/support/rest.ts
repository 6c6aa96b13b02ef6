/** The request that an Apex REST class answers. The server sets both in the transaction; tests assign them. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import type { ApexBlob } from '../../runtime/values/ApexBlob.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

export class RestRequest extends LibraryObject {
    readonly apexType = 'System.RestRequest';
    headers = new ApexMap('String', 'String');
    params = new ApexMap('String', 'String');
    httpMethod: string | null = null;
    remoteAddress: string | null = null;
    requestBody: ApexBlob | null = null;
    requestURI: string | null = null;
    resourcePath: string | null = null;
}

export class RestResponse extends LibraryObject {
    readonly apexType = 'System.RestResponse';
    headers = new ApexMap('String', 'String');
    responseBody: ApexBlob | null = null;
    statusCode: number | null = null;
}

export interface RestState {
    request: RestRequest | null;
    response: RestResponse | null;
}

const REST = Symbol.for('restContext');

export function restState(rt: OrgRuntime): RestState {
    let state = rt.tx.state.get(REST) as RestState | undefined;
    if (!state) {
        state = { request: null, response: null };
        rt.tx.state.set(REST, state);
    }
    return state;
}
