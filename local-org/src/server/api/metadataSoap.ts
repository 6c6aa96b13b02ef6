/** The Metadata API's SOAP door: /services/Soap/m/NN.N. */
import { PackageError, RequestRefused, TEST_LEVELS, UnsupportedError } from '../../localOrg.ts';
import type { DeployOptions, DeployResult, TestLevel } from '../../localOrg.ts';
import type { ApiResponse } from '../protocol.ts';
import { element, elementOf, readEnvelope, soapResponse, SoapFault, textOf } from '../soap.ts';
import type { SoapCall } from '../soap.ts';
import { tokenOf } from './router.ts';
import type { Context, Route } from './router.ts';

const METADATA = 'http://soap.sforce.com/2006/04/metadata';

/** Clients ask again after a second: who waits that long for them answers most deployments at the first question. */
const PATIENCE_MILLISECONDS = 800;

interface MetadataCall extends SoapCall {
    /** The archive of a deployment, which is too large for an XML parser. */
    zip: string;
}

type Operation = (context: Context, call: MetadataCall) => ApiResponse | Promise<ApiResponse>;

function answer(operation: string, result: unknown): ApiResponse {
    return soapResponse(METADATA, element(`${operation}Response`, { result }));
}

const flag = (value: unknown, otherwise: boolean): boolean => (textOf(value) === '' ? otherwise : textOf(value) === 'true');

function list(value: unknown): string[] {
    return (Array.isArray(value) ? value : value === undefined ? [] : [value])
        .map((each) => textOf(each).trim())
        .filter((each) => each !== '');
}

/** @throws SoapFault for a test level that is none */
export function deployOptions(given: Record<string, unknown>): DeployOptions {
    const level = textOf(given.testLevel);
    if (level !== '' && !(TEST_LEVELS as readonly string[]).includes(level)) {
        throw new SoapFault('INVALID_TYPE', `'${level}' is not a valid value for the enum 'TestLevel'`);
    }
    return {
        checkOnly: flag(given.checkOnly, false),
        ignoreWarnings: flag(given.ignoreWarnings, false),
        rollbackOnError: flag(given.rollbackOnError, false),
        purgeOnDelete: flag(given.purgeOnDelete, false),
        singlePackage: flag(given.singlePackage, false),
        testLevel: level === '' ? null : (level as TestLevel),
        runTests: list(given.runTests)
    };
}

/** As the WSDL orders and names it; empty lists stay away. */
export function deployResultOf(result: DeployResult, includeDetails: boolean): Record<string, unknown> {
    const { details, ...rest } = result;
    return { ...rest, ...(includeDetails && { details }) };
}

const OPERATIONS: Record<string, Operation> = {
    deploy({ org, userId }, { body, zip }) {
        const id = org.deployments.start({
            ...deployOptions(elementOf(body, 'DeployOptions')),
            userId,
            zip: Buffer.from(zip, 'base64')
        });
        return answer('deploy', { done: false, id, state: 'Queued' });
    },
    async checkDeployStatus({ org }, { body }) {
        const result = await org.deployments.settled(textOf(body.asyncProcessId), PATIENCE_MILLISECONDS);
        return answer('checkDeployStatus', deployResultOf(result, flag(body.includeDetails, false)));
    },
    cancelDeploy({ org, userId }, { body }) {
        const id = textOf(body.String ?? body.id);
        const { done } = org.deployments.cancel(id, userId);
        return answer('cancelDeploy', { done, id });
    },
    deployRecentValidation({ org, userId }, { body }) {
        return answer('deployRecentValidation', org.deployments.startValidated(textOf(body.validationId), userId));
    }
};

/** Takes the archive out of the text before it is parsed: 30 MB of Base64 are no matter for an XML parser. */
function read(text: string): MetadataCall {
    const start = /<(?:\w+:)?ZipFile>/.exec(text);
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
