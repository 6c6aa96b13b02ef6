/** SOAP envelopes: what is called with which elements, and the answer's text. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { ApiResponse } from './protocol.ts';

export interface SoapCall {
    /** `executeAnonymous`, `setPassword` … */
    operation: string;
    /** The operation's elements, without prefixes. */
    body: Record<string, unknown>;
    header: Record<string, unknown>;
    sessionId: string | null;
}

/** A refusal in the shape of a SOAP fault; SOAP faults are sent with 500. */
export class SoapFault extends Error {
    readonly code: string;

    constructor(code: string, message: string) {
        super(message);
        this.name = 'SoapFault';
        this.code = code;
    }

    toResponse(): ApiResponse {
        const text = escapeXml(`${this.code}: ${this.message}`);
        return xml(
            500,
            '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
                'xmlns:sf="urn:fault.partner.soap.sforce.com"><soapenv:Body><soapenv:Fault>' +
                `<faultcode>sf:${this.code}</faultcode><faultstring>${text}</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>`
        );
    }
}

const parser = new XMLParser({
    ignoreAttributes: true,
    removeNSPrefix: true,
    parseTagValue: false,
    trimValues: false,
    ignoreDeclaration: true,
    // No entity is ever expanded by the parser: the five of XML are read below, others are refused with the DOCTYPE.
    processEntities: false
});

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The text of an element, its entities read; '' when it is empty or not there. */
export function textOf(value: unknown): string {
    if (value === null || value === undefined || typeof value === 'object') {
        return '';
    }
    return String(value).replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
        const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
        return name ? (ENTITIES[name] ?? whole) : code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
}

export function elementOf(value: unknown, name: string): Record<string, unknown> {
    const child = (value as Record<string, unknown> | undefined)?.[name];
    return child !== null && typeof child === 'object' ? (child as Record<string, unknown>) : {};
}

/** @throws SoapFault when the parser gives up: it takes so many levels and no more */
function parsed(text: string): unknown {
    try {
        return parser.parse(text);
    } catch (error) {
        throw new SoapFault('UNKNOWN_EXCEPTION', `The request is not a SOAP envelope that can be read: ${(error as Error).message}`);
    }
}

/** @throws SoapFault */
export function readEnvelope(text: string): SoapCall {
    // A document type is of no use in SOAP, and the door to entity bombs.
    if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true) {
        throw new SoapFault('UNKNOWN_EXCEPTION', 'The request is not a SOAP envelope that can be read.');
    }
    const envelope = elementOf(parsed(text), 'Envelope');
    const header = elementOf(envelope, 'Header');
    const [operation] = Object.keys(elementOf(envelope, 'Body')).filter((name) => name !== '#text');
    if (!operation) {
        throw new SoapFault('UNKNOWN_EXCEPTION', 'No operation available for request');
    }
    const sessionId = textOf(elementOf(header, 'SessionHeader').sessionId).trim();
    return { operation, header, body: elementOf(elementOf(envelope, 'Body'), operation), sessionId: sessionId === '' ? null : sessionId };
}

export function escapeXml(text: string): string {
    // Control characters cannot be written in XML 1.0 at all.
    return text
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/>/g, '&gt;')
        .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
}

/** A value as elements: objects nest, arrays repeat, null is nil, undefined stays away. */
export function element(name: string, value: unknown): string {
    if (value === undefined) {
        return '';
    }
    if (value === null) {
        return `<${name} xsi:nil="true"/>`;
    }
    if (Array.isArray(value)) {
        return value.map((each) => element(name, each)).join('');
    }
    if (typeof value === 'object') {
        const inner = Object.entries(value).map(([key, each]) => element(key, each));
        return `<${name}>${inner.join('')}</${name}>`;
    }
    return `<${name}>${escapeXml(String(value))}</${name}>`;
}

export function soapResponse(namespace: string, body: string, header = ''): ApiResponse {
    return xml(
        200,
        '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
            `xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
            `${header && `<soapenv:Header>${header}</soapenv:Header>`}<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`
    );
}

function xml(status: number, body: string): ApiResponse {
    return { status, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body };
}
