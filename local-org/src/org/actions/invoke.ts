/** Runs an invocable Apex method for all inputs of a request at once, in one transaction. */
import { UnsupportedError } from '../../runtime/errors.ts';
import type { FrameType } from '../../runtime/Frame.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { parseType, typeToText } from '../../runtime/values/typeText.ts';
import { Deserializer } from '../../stdlib/json/deserialize.ts';
import { readJson } from '../../stdlib/json/read.ts';
import { serialize } from '../../stdlib/json/serialize.ts';
import type { Assembly } from '../assemble.ts';
import { inTransaction } from '../transactions.ts';
import { elementOf, inputsOf, outputsOf } from './invocable.ts';
import type { ActionParameter, InvocableMethod } from './invocable.ts';

export interface ActionError {
    statusCode: string;
    message: string;
    fields: string[];
}

export interface ActionResult {
    actionName: string;
    errors: ActionError[] | null;
    invocationId: null;
    isSuccess: boolean;
    outcome: null;
    outputValues: Record<string, unknown> | null;
    sortOrder: number;
    version: number;
}

export type ActionInput = Record<string, unknown>;

export function actionResult(
    actionName: string,
    outcome: { errors: ActionError[] } | { outputValues: Record<string, unknown> | null }
): ActionResult {
    const errors = 'errors' in outcome ? outcome.errors : null;
    const outputValues = 'outputValues' in outcome ? outcome.outputValues : null;
    return { actionName, errors, invocationId: null, isSuccess: errors === null, outcome: null, outputValues, sortOrder: -1, version: 1 };
}

/** An input that is not what the action takes. */
class InputRefused extends Error {}

/** One result for each input; all of them failed when the method threw: it ran once for all. */
export function invokeMethod(org: Assembly, userId: string, action: InvocableMethod, inputs: readonly ActionInput[]): ActionResult[] {
    const { name } = action.meta;
    const all = (error: ActionError): ActionResult[] => inputs.map(() => actionResult(name, { errors: [error] }));
    try {
        return run(org, userId, action, inputs).map((outputValues) => actionResult(name, { outputValues }));
    } catch (error) {
        if (error instanceof InputRefused) {
            return all({ statusCode: 'INVALID_API_INPUT', message: error.message, fields: [] });
        }
        const { typeName, message, stackTrace } = org.runtime.explain(error);
        if (
            error instanceof UnsupportedError ||
            (!(error instanceof ApexException) && typeName !== 'System.LimitException' && stackTrace === '')
        ) {
            throw error;
        }
        return all({ statusCode: 'UNKNOWN_EXCEPTION', message: `An Apex error occurred: ${typeName}: ${message}`, fields: [] });
    }
}

function run(org: Assembly, userId: string, action: InvocableMethod, inputs: readonly ActionInput[]): (Record<string, unknown> | null)[] {
    const { runtime } = org;
    const { meta, method } = action;
    return inTransaction(org, { userId, sharing: true, quiddity: 'INVOCABLE_ACTION' }, () => {
        const args = argumentsOf(org, action, inputs);
        const caller = runtime.enter(runtime.load(meta.name).$frame as FrameType);
        try {
            const returned = runtime.callStatic(meta.name, method.jsName, args);
            if (method.returns === 'void') {
                return inputs.map(() => null);
            }
            const results = returned instanceof ApexList ? returned.items : [];
            if (results.length !== inputs.length) {
                throw ApexException.of(
                    'System.InvocableActionException',
                    'The number of results does not match the number of interviews that were executed in a single bulk execution request.'
                );
            }
            const outputs = outputsOf(org, action);
            return results.map((result) => outputValues(org, outputs, result));
        } finally {
            runtime.leave(caller);
        }
    });
}

function argumentsOf(org: Assembly, action: InvocableMethod, inputs: readonly ActionInput[]): unknown[] {
    const [parameter] = action.method.parameters;
    if (!parameter) {
        return [];
    }
    const known = inputsOf(org, action);
    const element = elementOf(parameter.type)!;
    const values = inputs.map((input) => {
        check(known, input);
        const whole = known.length === 1 && known[0].field === null;
        return read(org, whole ? (input[known[0].name] ?? null) : input, typeToText(element));
    });
    return [new ApexList(typeToText(element), values)];
}

function check(known: readonly ActionParameter[], input: ActionInput): void {
    const unknown = Object.keys(input).find((name) => !known.some((each) => each.name === name));
    if (unknown !== undefined) {
        throw new InputRefused(`The parameter isn't valid: ${unknown}`);
    }
    const missing = known.find(({ name, required }) => required && (input[name] ?? null) === null);
    if (missing) {
        throw new InputRefused(`Missing required input parameter: ${missing.name}`);
    }
}

function read(org: Assembly, value: unknown, typeText: string): unknown {
    const text = JSON.stringify(value);
    try {
        return new Deserializer(org.runtime, text, false).read(readJson(text), parseType(typeText));
    } catch (error) {
        throw error instanceof ApexException ? new InputRefused(error.apexMessage) : error;
    }
}

function outputValues(org: Assembly, outputs: readonly ActionParameter[], result: unknown): Record<string, unknown> {
    const json = (value: unknown): unknown => JSON.parse(serialize(org.runtime, value, { pretty: false, suppressNulls: false }));
    const values = outputs.map(({ name, field }): [string, unknown] => [
        name,
        field === null ? json(result) : result === null ? null : json((result as Record<string, unknown>)[field.jsName] ?? null)
    ]);
    return Object.fromEntries(values);
}
