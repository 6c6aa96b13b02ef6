/** The Metadata API's SOAP door: /services/Soap/m/NN.N. */
import { PackageError, RequestRefused, UnsupportedError } from '../../localOrg.ts';
import type { Package } from '../../localOrg.ts';
import type { ApiResponse } from '../protocol.ts';
import { element, elementOf, escapeXml, readEnvelope, soapResponse, SoapFault, textOf } from '../soap.ts';
import type { SoapCall } from '../soap.ts';
import { deployOptions, PATIENCE_MILLISECONDS } from './deployments.ts';
import { tokenOf } from './router.ts';
import type { Context, Route } from './router.ts';

const METADATA = 'http://soap.sforce.com/2006/04/metadata';

interface MetadataCall extends SoapCall {
    /** The archive of a deployment, which is too large for an XML parser. */
    zip: string;
}

type Operation = (context: Context, call: MetadataCall) => ApiResponse | Promise<ApiResponse>;

function answer(operation: string, result: unknown): ApiResponse {
    return soapResponse(METADATA, element(`${operation}Response`, { result }));
}

const flag = (value: unknown): boolean => textOf(value) === 'true';

function list(value: unknown): unknown[] {
    return Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value];
}

/** Elements as texts, their entities read. */
function texts(given: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(given).map(([name, value]) => [name, Array.isArray(value) ? value.map(textOf) : textOf(value)])
    );
}

/** `<types>` of a package element. */
function packageOf(given: Record<string, unknown>, version: string): Package {
    const types = new Map<string, string[]>();
    for (const each of list(given.types) as Record<string, unknown>[]) {
        const name = textOf(each.name).trim();
        const members = list(each.members).map((member) => textOf(member).trim());
        types.set(name, [...(types.get(name) ?? []), ...members]);
    }
    return { version: textOf(given.version) || version, types };
}

/** @throws SoapFault */
function refuseOtherRetrieves(request: Record<string, unknown>): void {
    if (list(request.packageNames).length > 0) {
        throw new SoapFault('INVALID_CROSS_REFERENCE_KEY', `No package named '${textOf(list(request.packageNames)[0])}' found`);
    }
    if (list(request.specificFiles).length > 0) {
        throw new UnsupportedError('retrieve with specificFiles');
    }
}

/** The content of the one element of an XML text. */
function innerXml(xml: string): string {
    const root = /<(\w+)[^>]*?(\/?)>/.exec(xml.replace(/^[^]*?(?=<\w)/, ''))!;
    const text = xml.replace(/^[^]*?(?=<\w)/, '');
    return root[2] === '/' ? '' : text.slice(root[0].length, text.lastIndexOf('</'));
}

const OPERATIONS: Record<string, Operation> = {
    deploy({ org, userId }, { body, zip }) {
        const id = org.deployments.start({
            ...deployOptions(texts(elementOf(body, 'DeployOptions')), (code, message) => new SoapFault(code, message)),
            userId,
            zip: Buffer.from(zip, 'base64')
        });
        return answer('deploy', { done: false, id, state: 'Queued' });
    },
    async checkDeployStatus({ org }, { body }) {
        const result = await org.deployments.settled(textOf(body.asyncProcessId), PATIENCE_MILLISECONDS);
        const { details, ...rest } = result;
        return answer('checkDeployStatus', { ...rest, ...(flag(body.includeDetails) && { details }) });
    },
    cancelDeploy({ org, userId }, { body }) {
        const id = textOf(body.String ?? body.id);
        const { done } = org.deployments.cancel(id, userId);
        return answer('cancelDeploy', { done, id });
    },
    deployRecentValidation({ org, userId }, { body }) {
        return answer('deployRecentValidation', org.deployments.startValidated(textOf(body.validationId), userId));
    },
    retrieve({ org, params }, { body }) {
        const request = { ...elementOf(body, 'retrieveRequest'), ...elementOf(body, 'request') };
        refuseOtherRetrieves(request);
        const id = org.components.retrieve(packageOf(elementOf(request, 'unpackaged'), params.version));
        return answer('retrieve', { done: false, id, state: 'Queued' });
    },
    checkRetrieveStatus({ org }, { body }) {
        const { zip, ...result } = org.components.retrieved(textOf(body.asyncProcessId));
        const withZip = body.includeZip === undefined || flag(body.includeZip);
        return answer('checkRetrieveStatus', { ...result, ...(withZip && { zipFile: Buffer.from(zip).toString('base64') }) });
    },
    listMetadata({ org }, { body }) {
        const queries = (list(body.queries) as Record<string, unknown>[]).map(({ type, folder }) => ({
            type: textOf(type),
            folder: textOf(folder) || undefined
        }));
        return soapResponse(METADATA, element('listMetadataResponse', { result: org.components.list(queries) }));
    },
    describeMetadata({ org }) {
        return answer('describeMetadata', {
            metadataObjects: org.components.describe().map(({ childXmlNames, directoryName, inFolder, metaFile, suffix, xmlName }) => ({
                childXmlNames,
                directoryName,
                inFolder,
                metaFile,
                suffix: suffix ?? undefined,
                xmlName
            })),
            organizationNamespace: '',
            partialSaveAllowed: true,
            testRequired: false
        });
    },
    readMetadata({ org }, { body }) {
        const type = textOf(body.type);
        const records = list(body.fullNames ?? body.fullName).map((each) => {
            const xml = org.components.xml({ type, fullName: textOf(each) });
            // What is not there is an empty record, as in Salesforce.
            return xml === null
                ? '<records xsi:nil="true"/>'
                : `<records xsi:type="${escapeXml(type)}">${element('fullName', textOf(each))}${innerXml(xml)}</records>`;
        });
        return soapResponse(METADATA, `<readMetadataResponse><result>${records.join('')}</result></readMetadataResponse>`);
    }
};

/** Takes the archive out of the text before it is parsed: 30 MB of Base64 are no matter for an XML parser. */
function read(text: string): MetadataCall {
    const start = /<(?:\w+:)?ZipFile(?:\s[^>]*)?>/.exec(text);
    if (!start) {
        return { ...readEnvelope(text), zip: '' };
    }
    const from = start.index + start[0].length;
    const to = text.indexOf('<', from);
    const zip = text.slice(from, to < 0 ? undefined : to);
    return { ...readEnvelope(text.slice(0, from) + text.slice(to < 0 ? text.length : to)), zip };
}

async function call(context: Context): Promise<ApiResponse> {
    try {
        const envelope = read(context.request.body);
        const token = envelope.sessionId ?? tokenOf(context.request);
        const userId = token === null ? null : context.org.userOfToken(token);
        if (userId === null) {
            throw new SoapFault('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
        }
        context.org.assertMetadataAccess(userId);
        const operation = Object.hasOwn(OPERATIONS, envelope.operation) ? OPERATIONS[envelope.operation] : undefined;
        if (!operation) {
            throw new UnsupportedError(`SOAP m/${context.params.version} ${envelope.operation}`);
        }
        return await operation({ ...context, userId }, envelope);
    } catch (error) {
        if (error instanceof SoapFault) {
            return error.toResponse();
        }
        if (error instanceof RequestRefused || error instanceof PackageError) {
            return new SoapFault(error.code, error.message).toResponse();
        }
        if (error instanceof UnsupportedError) {
            return new SoapFault('NOT_IMPLEMENTED', error.message).toResponse();
        }
        throw error;
    }
}

export const metadataSoapRoutes: Route[] = [
    { method: 'POST', pattern: /^\/services\/Soap\/m\/(?<version>\d+\.0)(?:\/\w+)?\/?$/, public: true, handle: call }
];
