/** `@salesforce/apex`: calls of @AuraEnabled methods, by function call and by wire. */
import { wireAdapter } from './wire.js';

const connected = new Set();

/** Rejects with the platform's FetchResponse: `{body: {message, exceptionType, …}, status, ok}`. */
async function callApex(className, method, params) {
    const response = await fetch(`/local/apex/${className}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(params ?? {})
    });
    const body = await response.json();
    if (!response.ok) {
        // Refusals before Apex ran (an ended session) come in REST's list shape.
        const error = Array.isArray(body) ? body[0] : body;
        throw Object.freeze({
            body: error,
            ok: false,
            status: response.status,
            statusText: response.statusText,
            errorType: 'fetchResponse',
            headers: {}
        });
    }
    return deepFreeze(body);
}

/** The platform hands out read-only data. */
function deepFreeze(value) {
    if (value && typeof value === 'object' && !Object.isFrozen(value)) {
        Object.freeze(value);
        Object.values(value).forEach(deepFreeze);
    }
    return value;
}

export function createApex(className, method) {
    const call = (params) => callApex(className, method, params);
    // A wire waits while a parameter is undefined.
    call.adapter = wireAdapter(
        (config) => (Object.values(config ?? {}).some((value) => value === undefined) ? null : callApex(className, method, config)),
        connected
    );
    return call;
}

export function refreshApex(wired) {
    const adapter = [...connected].find(({ last }) => last === wired || (last?.data !== undefined && last.data === wired?.data));
    return Promise.resolve(adapter?.run()).then(() => undefined);
}

export function getSObjectValue(sobject, field) {
    return (field.fieldApiName ?? field).split('.').reduce((value, key) => value?.[key], sobject);
}
