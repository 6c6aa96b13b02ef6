/**
 * `T.member` where T is a type or a namespace: static members, nested types, tokens, labels, trigger variables.
 */
import type { MemberAccess } from '../../language/ast.ts';
import { fieldOf } from '../../schema/model.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import type { LibraryType } from '../library.ts';
import { findField, isTypeVisible, isVisible, libraryProperty } from '../members.ts';
import { innerNamed, libraryTypeNamed } from '../resolveType.ts';
import { ID, SOBJECT, STRING, listOf, mapOf, userType } from '../typeName.ts';
import type { ApexType, TypeSymbol } from '../types.ts';
import type { Universe } from '../universe.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { AGGREGATE_RECORD } from './genericRecord.ts';
import { NONE, missing, typeTarget, unsupportedProperty, value } from './target.ts';
import type { Target } from './target.ts';
import { checkReadable } from './valueMembers.ts';

export function memberOfNamespace(context: Context, e: MemberAccess, namespace: string): Target {
    const found = libraryTypeNamed(context.universe, [namespace, e.name]) ?? nestedLibraryType(context.universe, `${namespace}.${e.name}`);
    return found ? typeTarget(e, found, null) : NONE(`${namespace}.${e.name}`);
}

function nestedLibraryType(universe: Universe, name: string): ApexType | null {
    const type = universe.library.type(name);
    return type ? universe.libraryTypeOf(type) : null;
}

/** `T.member` where T is a type. */
export function memberOfType(context: Context, e: MemberAccess, type: ApexType, namespace: string | null): Target {
    const { universe } = context;
    if (type.kind === 'user') {
        return memberOfUserType(context, e, type.symbol);
    }
    if (type.kind === 'sobject') {
        return memberOfSObjectType(context, e, type.schema);
    }
    if (type.kind === 'library') {
        const found = memberOfLibraryType(context, e, type.type);
        if (found) {
            return found;
        }
        const nested = nestedLibraryType(universe, `${type.type.name}.${e.name}`);
        if (nested) {
            return typeTarget(e, nested, null);
        }
        // `BusinessHours` is a class and an SObject: what the class lacks the SObject may have.
        const sobject = type.type.name.startsWith('System.') ? universe.sobject(type.type.name.slice('System.'.length)) : null;
        if (sobject?.kind === 'sobject' && (!namespace || namespace.toLowerCase() !== 'system')) {
            e.target.resolved = { kind: 'type', type: sobject };
            return memberOfSObjectType(context, e, sobject.schema);
        }
    }
    if (namespace) {
        const nested = libraryTypeNamed(universe, [namespace, e.name]);
        if (nested) {
            return typeTarget(e, nested, universe.library.isNamespace(e.name) && namespace.toLowerCase() === 'system' ? e.name : null);
        }
        if (namespace.toLowerCase() === 'system' && e.name.toLowerCase() === 'page') {
            e.resolved = { kind: 'namespace', name: 'Page' };
            return { kind: 'page' };
        }
    }
    return missing(context, e);
}

function memberOfUserType(context: Context, e: MemberAccess, symbol: TypeSymbol): Target {
    if (symbol.kind === 'enum') {
        const constant = symbol.enumConstants.find((name) => name.toLowerCase() === e.name.toLowerCase());
        if (constant) {
            return value(e, userType(symbol), { kind: 'userEnumConstant', type: symbol, name: constant });
        }
        return missing(context, e);
    }
    const field = findField(symbol, e.name);
    if (field?.isStatic) {
        if (!isVisible(field, context.symbol)) {
            report(context, e.at, `Variable is not visible: ${field.owner.name}.${e.name}`);
        }
        checkReadable(context, e, field);
        return value(e, field.type, { kind: 'field', field, implicitThis: false, insideAccessor: context.accessor === field });
    }
    const inner = innerNamed(symbol, e.name.toLowerCase());
    if (inner) {
        if (!isTypeVisible(inner, context.symbol)) {
            report(context, e.at, `Type is not visible: ${inner.name}`);
        }
        return typeTarget(e, userType(inner), null);
    }
    return missing(context, e);
}

/** `Account.Name`, `Account.SObjectType`. */
function memberOfSObjectType(context: Context, e: MemberAccess, schema: SObjectSchema | null): Target {
    const { universe } = context;
    if (e.name.toLowerCase() === 'sobjecttype') {
        return value(e, universe.typeOfText('Schema.SObjectType'), { kind: 'objectToken', object: schema ?? AGGREGATE_RECORD });
    }
    if (!schema) {
        return missing(context, e);
    }
    const field = fieldOf(schema, e.name);
    if (field) {
        return value(e, universe.typeOfText('Schema.SObjectField'), { kind: 'fieldToken', object: schema, field });
    }
    if (e.name.toLowerCase() === 'fields') {
        return value(e, universe.typeOfText('Schema.SObjectTypeFields'), { kind: 'fieldsDescribe', object: schema });
    }
    return missing(context, e);
}

/** null: no such member; a nested type may still be meant. */
function memberOfLibraryType(context: Context, e: MemberAccess, type: LibraryType): Target | null {
    const { universe } = context;
    const lower = e.name.toLowerCase();
    switch (type.name) {
        case 'System.Label':
            if (universe.labels && !universe.labels.has(lower)) {
                report(context, e.at, `External string does not exist: ${e.name}`);
            }
            return value(e, STRING, { kind: 'label', name: e.name });
        case 'System.Trigger': {
            const found = triggerVariable(context, type, lower);
            return found && value(e, found, { kind: 'trigger', name: lower });
        }
        case 'Schema.SObjectType': {
            const sobject = universe.sobject(e.name);
            if (sobject?.kind === 'sobject' && sobject.schema) {
                return value(e, universe.typeOfText('Schema.DescribeSObjectResult'), { kind: 'objectDescribe', object: sobject.schema });
            }
        }
    }
    const constant = type.enumConstants.find((name) => name.toLowerCase() === lower);
    if (constant) {
        return value(e, { kind: 'library', type, args: [] }, { kind: 'libraryEnumConstant', type, name: constant });
    }
    const property = libraryProperty(universe, type, e.name);
    if (property?.isStatic) {
        if (!property.supported) {
            return unsupportedProperty(context, e, property.key, universe.typeOfText(property.type));
        }
        return value(e, universe.typeOfText(property.type), { kind: 'libraryProperty', property });
    }
    return null;
}

function triggerVariable(context: Context, type: LibraryType, name: string): ApexType | null {
    const object: ApexType = context.triggerObject
        ? { kind: 'sobject', name: context.triggerObject.name, schema: context.triggerObject }
        : SOBJECT;
    switch (name) {
        case 'new':
        case 'old':
            return listOf(object);
        case 'newmap':
        case 'oldmap':
            return mapOf(ID, object);
        default: {
            const property = type.properties.get(name);
            return property ? context.universe.typeOfText(property.type) : null;
        }
    }
}
