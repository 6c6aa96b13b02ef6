/**
 * Calls on records and on SObject types: custom settings and metadata, addError on a field, results that follow the receiver.
 */
import type { Call, Expression } from '../../language/ast.ts';
import { substituteFor } from '../assignable.ts';
import { libraryCandidates } from '../members.ts';
import type { Candidate } from '../members.ts';
import { chooseOverload } from '../overloads.ts';
import { ERROR, SOBJECT, VOID, typeName, userType } from '../typeName.ts';
import type { ApexType, TypeSymbol } from '../types.ts';
import type { LibraryMethod } from '../library.ts';
import type { Universe } from '../universe.ts';
import type { Context } from './context.ts';
import { callText, report, unsupported } from './context.ts';
import { convert } from './expressions.ts';

/** `X__mdt.getAll()`, `X__c.getOrgDefaults()`, `Account.getSObjectType()`. */
export function recordTypeCandidates(universe: Universe, type: ApexType & { kind: 'sobject' }, name: string): Candidate[] {
    const found: Candidate[] = [];
    const internal = SETTINGS[type.schema?.kind ?? ''] ?? [];
    for (const typeText of internal) {
        const library = universe.library.type(typeText);
        for (const method of library?.methods.get(name.toLowerCase()) ?? []) {
            found.push({
                kind: 'library',
                method,
                parameters: method.parameters.map((parameter) => substituteFor(universe, parameter.type, library!, [type])),
                returns: substituteFor(universe, method.returns, library!, [type]),
                isStatic: true,
                ofInterface: false
            });
        }
    }
    const sobject = universe.library.type('System.SObject');
    if (sobject) {
        const isToken = name.toLowerCase() === 'getsobjecttype';
        // Account.getSObjectType() may be called on the type as on a record.
        found.push(
            ...libraryCandidates(universe, sobject, [], name).map((candidate) => (isToken ? { ...candidate, isStatic: true } : candidate))
        );
    }
    return found;
}

const SETTINGS: Record<string, readonly string[]> = {
    customMetadata: ['Internal.CustomMetadataType'],
    customSetting: ['Internal.HierarchyCustomSetting', 'Internal.ListCustomSetting']
};

/** `record.Name.addError('…')`; null when this is no addError on a value that is not a record. */
export function fieldAddError(context: Context, e: Call, target: Expression, type: ApexType, args: readonly ApexType[]): ApexType | null {
    if (e.name.toLowerCase() !== 'adderror' || type.kind !== 'primitive') {
        return null;
    }
    const sobject = context.universe.library.type('System.SObject');
    if (target.kind !== 'member' || target.resolved?.kind !== 'sobjectField') {
        report(context, e.at, 'addError must be invoked on an expression that is an exact SObject field reference');
        return ERROR;
    }
    const chosen =
        sobject &&
        chooseOverload(
            context.universe,
            libraryCandidates(context.universe, sobject, [], 'addError').filter(
                (each) => typeName(each.parameters[0] ?? VOID) === 'String' || typeName(each.parameters[0] ?? VOID) === 'System.Exception'
            ),
            args,
            true
        );
    if (!chosen || chosen === 'ambiguous' || chosen.kind !== 'library') {
        report(context, e.at, `Method does not exist or incorrect signature: ${callText(e.name, args)} from the type ${typeName(type)}`);
        return ERROR;
    }
    e.args.forEach((arg, i) => convert(arg, args[i]!, chosen.parameters[i]!));
    if (!chosen.method.supported) {
        unsupported(context, e.at, chosen.method.key);
    }
    e.resolved = { kind: 'fieldAddError', object: target.resolved.object, field: target.resolved.field, method: chosen.method };
    return VOID;
}

/** Some methods give back what they were called on, and dynamic queries fit wherever static ones do. */
export function specialReturn(method: LibraryMethod, owner: ApexType | TypeSymbol, returns: ApexType): ApexType {
    if (DYNAMIC_QUERIES.has(`${method.owner}.${method.name}`.toLowerCase())) {
        return { kind: 'soqlResult', element: SOBJECT };
    }
    if (!('jsName' in owner) && owner.kind === 'sobject' && method.name.toLowerCase() === 'clone') {
        return owner;
    }
    if ('jsName' in owner && method.owner === 'Internal.UserObject') {
        return userType(owner);
    }
    return returns;
}

const DYNAMIC_QUERIES = new Set(['system.database.query', 'system.database.querywithbinds']);
