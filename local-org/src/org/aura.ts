/** Calls of @AuraEnabled methods as Lightning makes them, with Salesforce's error shape. */
import type { MethodMeta, TypeMeta } from '../runtime/EmittedModule.ts';
import { UnsupportedError } from '../runtime/errors.ts';
import { ApexException } from '../runtime/values/ApexException.ts';
import type { Assembly } from './assemble.ts';
import { auraFromJson, auraToJson } from './auraJson.ts';
import { inTransaction } from './transactions.ts';

export interface AuraError {
    exceptionType: string;
    isUserDefinedException: boolean;
    message: string;
    stackTrace: string;
    /** DML errors of the whole page and by field, as `reduceErrors` reads them. */
    pageErrors?: { statusCode: string; message: string }[];
    fieldErrors?: Record<string, { statusCode: string; message: string }[]>;
}

export type AuraOutcome = { value: unknown } | { error: AuraError };

const AURA_ENABLED = 'auraenabled';

function auraMethod(meta: TypeMeta, name: string): MethodMeta | undefined {
    return meta.methods.find(
        (method) =>
            method.name.toLowerCase() === name.toLowerCase() &&
            method.isStatic &&
            method.annotations.some((annotation) => annotation.name.toLowerCase() === AURA_ENABLED)
    );
}

export function invokeAura(
    org: Assembly,
    userId: string,
    className: string,
    methodName: string,
    params: Record<string, unknown>
): AuraOutcome {
    const meta = org.runtime.describe(className);
    const method = meta && auraMethod(meta, methodName);
    if (!meta || !method) {
        return { error: plainError(`Unable to find action '${methodName}' on the controller of ${className}`) };
    }
    if (!org.security.classAccess(userId, meta.name)) {
        return { error: plainError(`You do not have access to the Apex class named '${meta.name}'.`) };
    }
    try {
        const value = inTransaction(org, { userId, sharing: true, quiddity: 'AURA' }, () => {
            const args = method.parameters.map(({ name, type }) =>
                auraFromJson(org.runtime, type, Object.hasOwn(params, name) ? params[name] : null)
            );
            return auraToJson(org.runtime, org.runtime.callStatic(meta.name, method.jsName, args));
        });
        return { value };
    } catch (error) {
        return { error: describe(org, error) };
    }
}

function plainError(message: string): AuraError {
    return { exceptionType: 'System.NoAccessException', isUserDefinedException: false, message, stackTrace: '' };
}

function describe(org: Assembly, error: unknown): AuraError {
    const { typeName, message, stackTrace } = org.runtime.explain(error);
    if (
        error instanceof Error &&
        !(error instanceof ApexException) &&
        !(error instanceof UnsupportedError) &&
        typeName !== 'System.LimitException' &&
        !stackTrace
    ) {
        // Nothing of the app's: a defect of the local org, which nobody should look for in Apex.
        return {
            exceptionType: 'LocalOrgError',
            isUserDefinedException: false,
            message: `${error.message}\n${error.stack}`,
            stackTrace: ''
        };
    }
    const dml = error instanceof ApexException ? error.dmlErrors : null;
    return {
        exceptionType: typeName,
        isUserDefinedException: org.runtime.describe(typeName) !== null,
        message,
        stackTrace,
        ...(dml && {
            pageErrors: dml
                .filter((row) => row.fields.length === 0)
                .map(({ statusCode, message: text }) => ({ statusCode, message: text })),
            fieldErrors: Object.fromEntries(
                dml
                    .filter((row) => row.fields.length > 0)
                    .map(({ statusCode, message: text, fields }) => [fields[0], [{ statusCode, message: text }]])
            )
        })
    };
}
