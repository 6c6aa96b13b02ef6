/** Names of components, by the Metadata API's listing: what a manifest cannot say with a wildcard. */
import { XMLParser } from 'fast-xml-parser';
import { listings } from '../../metadata-scan/index.ts';
import type { Listed } from '../../metadata-scan/index.ts';
import { RefusedError } from '../../org/connection/errors.ts';
import type { OrgConnection } from '../../org/OrgConnection.ts';
import { chunks } from '../Door.ts';

export const API_VERSION = '67.0';
const PATH = `/services/Soap/m/${API_VERSION}`;
/** The Metadata API lists at most three types or folders a call. */
const QUERIES = 3;

interface ListQuery {
    type: string;
    folder?: string;
}

/** Folders and their contents, and objects by name. What the org does not know is left out. */
export async function listed(org: OrgConnection): Promise<Listed[]> {
    const first = await list(
        org,
        listings().map(({ metadataType }) => ({ type: metadataType }))
    );
    const contents = listings().flatMap(({ metadataType, contentType }) =>
        contentType
            ? first.filter(({ type }) => type === metadataType).map(({ fullName }) => ({ type: contentType, folder: fullName }))
            : []
    );
    return [...first, ...(await list(org, contents))];
}

async function list(org: OrgConnection, queries: readonly ListQuery[]): Promise<Listed[]> {
    const found: Listed[] = [];
    for (const chunk of chunks(queries, QUERIES)) {
        found.push(...(await listOnce(org, chunk)));
    }
    return found;
}

async function listOnce(org: OrgConnection, queries: readonly ListQuery[]): Promise<Listed[]> {
    try {
        return await ask(org, queries);
    } catch (error) {
        // One that is unknown spoils its neighbours' answers.
        if (!(error instanceof RefusedError) || !/INVALID_TYPE/.test(error.errorCode)) {
            throw error;
        }
        return queries.length === 1 ? [] : (await Promise.all(queries.map((query) => listOnce(org, [query])))).flat();
    }
}

async function ask(org: OrgConnection, queries: readonly ListQuery[]): Promise<Listed[]> {
    const { token } = await org.session();
    const asked = queries.map(
        ({ type, folder }) =>
            `<queries>${folder === undefined ? '' : `<folder>${escaped(folder)}</folder>`}<type>${escaped(type)}</type></queries>`
    );
    const envelope =
        '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
        'xmlns="http://soap.sforce.com/2006/04/metadata"><soapenv:Header><SessionHeader>' +
        `<sessionId>${escaped(token)}</sessionId></SessionHeader></soapenv:Header><soapenv:Body><listMetadata>${asked.join('')}` +
        `<asOfVersion>${API_VERSION}</asOfVersion></listMetadata></soapenv:Body></soapenv:Envelope>`;
    const { text } = await org.send('POST', PATH, envelope, {
        idempotent: true,
        contentType: 'text/xml; charset=utf-8',
        accept: 'text/xml',
        headers: { soapaction: '""' }
    });
    const parser = new XMLParser({ removeNSPrefix: true, parseTagValue: false, isArray: (name) => name === 'result' });
    const answer = parser.parse(text) as { Envelope?: { Body?: { listMetadataResponse?: { result?: Listed[] } | string } } };
    const response = answer.Envelope?.Body?.listMetadataResponse;
    const rows = typeof response === 'object' ? (response.result ?? []) : [];
    return rows.map(({ type, fullName }) => ({ type, fullName }));
}

function escaped(text: string): string {
    return text.replace(/[<>&]/g, (character) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[character]!);
}
