/** The Metadata API's SOAP door, as a client calls it. */
import { XMLParser } from 'fast-xml-parser';
import type { DeployMessage, DeployOptions } from '../../src/localOrg.ts';
import { DEFAULTS } from '../org/deploy/deployed.ts';

const LISTS = new Set(['componentFailures', 'componentSuccesses', 'failures', 'successes', 'codeCoverage', 'fileProperties', 'messages']);
const parser = new XMLParser({
    ignoreAttributes: true,
    removeNSPrefix: true,
    isArray: (name, path) => LISTS.has(name) || /(?:listMetadataResponse\.result|metadataObjects|records)$/.test(String(path))
});

export interface SoapAnswer {
    status: number;
    text: string;
    /** The result element, or the fault. */
    result: Record<string, unknown>;
}

export interface SoapResult {
    id: string;
    status: string;
    done: boolean;
    success: boolean;
    numberComponentErrors: number;
    errorMessage?: string;
    details: {
        componentSuccesses?: DeployMessage[];
        componentFailures?: DeployMessage[];
        runTestResult: { numTestsRun: number; numFailures: number; failures?: { name: string; methodName: string; message: string }[] };
    };
}

export class MetadataApi {
    readonly #url: string;
    readonly #token: string;

    constructor(url: string, token: string) {
        this.#url = url;
        this.#token = token;
    }

    async call(operation: string, body: string): Promise<SoapAnswer> {
        const envelope =
            '<?xml version="1.0" encoding="utf-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">' +
            `<soapenv:Header xmlns="http://soap.sforce.com/2006/04/metadata"><SessionHeader><sessionId>${this.#token}</sessionId></SessionHeader>` +
            `</soapenv:Header><soapenv:Body xmlns="http://soap.sforce.com/2006/04/metadata"><${operation}>${body}</${operation}></soapenv:Body>` +
            '</soapenv:Envelope>';
        const response = await fetch(`${this.#url}/services/Soap/m/67.0`, {
            method: 'POST',
            headers: { 'content-type': 'text/xml', soapaction: '""' },
            body: envelope
        });
        const text = await response.text();
        const content = (parser.parse(text) as { Envelope: { Body: Record<string, Record<string, unknown>> } }).Envelope.Body;
        const result = content.Fault ?? content[`${operation}Response`].result;
        return { status: response.status, text, result: result as Record<string, unknown> };
    }

    /** Deploys and waits for the result. */
    async deploy(zip: Uint8Array, options: Partial<DeployOptions> = {}): Promise<SoapResult> {
        const { testLevel, runTests, ...flags } = { ...DEFAULTS, ...options };
        const elements = Object.entries(flags).map(([name, value]) => `<${name}>${value}</${name}>`);
        const tests = runTests.map((name) => `<runTests>${name}</runTests>`).join('');
        const started = await this.call(
            'deploy',
            `<ZipFile>${Buffer.from(zip).toString('base64')}</ZipFile>` +
                `<DeployOptions>${elements.join('')}${tests}${testLevel ? `<testLevel>${testLevel}</testLevel>` : ''}</DeployOptions>`
        );
        return this.result(String(started.result.id));
    }

    async result(id: string): Promise<SoapResult> {
        for (;;) {
            const { result } = await this.call(
                'checkDeployStatus',
                `<asyncProcessId>${id}</asyncProcessId><includeDetails>true</includeDetails>`
            );
            const shown = result as unknown as SoapResult;
            if (shown.done) {
                return shown;
            }
        }
    }
}
