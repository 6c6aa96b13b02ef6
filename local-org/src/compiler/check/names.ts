/**
 * What a name or a dotted name means: a local, a field, a type, a namespace, a record's field, a token, a describe.
 */
import type { Expression, MemberAccess, Name } from '../../language/ast.ts';
import { childRelationshipOf, fieldOf, parentFieldOf } from '../../schema/model.ts';
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import type { Resolution } from '../annotations.ts';
import { substituteFor } from '../assignable.ts';
import type { LibraryType } from '../library.ts';
import { findField, isTypeVisible, isVisible, libraryProperty } from '../members.ts';
import { innerNamed, libraryTypeNamed, userTypeNamed } from '../resolveType.ts';
import { ERROR, ID, SOBJECT, STRING, listOf, mapOf, userType } from '../typeName.ts';
import type { ApexType, FieldSymbol, TypeSymbol } from '../types.ts';
import type { Universe } from '../universe.ts';
import type { Context } from './context.ts';
import { report, unsupported } from './context.ts';
import { checkExpression } from './expressions.ts';
import { AGGREGATE_RECORD, GENERIC_RECORD } from './genericRecord.ts';

/** What stands before a dot. */
export type Target =
    | { kind: 'value'; type: ApexType }
    /** `namespace` when the name also is one (`System`, `Database`, `Schema`): nested types are found in both. */
    | { kind: 'type'; type: ApexType; namespace: string | null }
    | { kind: 'namespace'; name: string }
    /** `Page.` */
    | { kind: 'page' }
    | { kind: 'none'; path: string };

const NONE = (path: string): Target => ({ kind: 'none', path });
const VALUE = (type: ApexType): Target => ({ kind: 'value', type });

export function checkName(context: Context, e: Name): ApexType {
    return asValue(context, e, resolveName(context, e));
}

export function checkMember(context: Context, e: MemberAccess): ApexType {
    return asValue(context, e, resolveMember(context, e));
}

function asValue(context: Context, e: Name | MemberAccess, target: Target): ApexType {
    if (target.kind === 'value') {
        e.staticType = target.type;
        return target.type;
    }
    if (target.kind === 'none') {
        // What is missing is the path before the member that was to be read.
        const path = e.kind === 'name' ? target.path : target.path.slice(0, target.path.lastIndexOf('.'));
        report(context, headOf(e).at, `Variable does not exist: ${path}`);
    } else {
        report(context, e.at, `Variable does not exist: ${e.name}`);
    }
    e.staticType = ERROR;
    return ERROR;
}

function headOf(e: Expression): Expression {
    return e.kind === 'member' ? headOf(e.target) : e;
}

/** The target of a member access or call: a value, or a type or namespace when the name means one. */
export function resolveTarget(context: Context, e: Expression): Target {
    switch (e.kind) {
        case 'name':
            return resolveName(context, e);
        case 'member':
            return resolveMember(context, e);
        default:
            return VALUE(checkExpression(context, e));
    }
}

function resolveName(context: Context, e: Name): Target {
    const { universe } = context;
    const local = context.scope.find(e.name);
    if (local) {
        e.resolved = { kind: 'local', local };
        e.staticType = local.type;
        return VALUE(local.type);
    }
    const field = visibleField(context, e.name);
    if (field) {
        e.staticType = field.type;
        e.resolved = { kind: 'field', field, implicitThis: !field.isStatic, insideAccessor: context.accessor === field };
        checkForwardReference(context, e, field);
        checkReadable(context, e, field);
        return VALUE(field.type);
    }
    const lower = e.name.toLowerCase();
    const user = userTypeNamed(universe, [e.name], context.symbol);
    if (user) {
        if (!isTypeVisible(user, context.symbol)) {
            report(context, e.at, `Type is not visible: ${user.name}`);
        }
        return typeTarget(e, userType(user), null);
    }
    if (lower === 'page') {
        e.resolved = { kind: 'namespace', name: 'Page' };
        return { kind: 'page' };
    }
    const namespace = universe.library.isNamespace(e.name) ? e.name : null;
    const library = universe.library.type(e.name);
    const type = library ? universe.libraryTypeOf(library) : libraryTypeNamed(universe, [e.name]);
    if (type) {
        return typeTarget(e, type, namespace);
    }
    if (namespace) {
        e.resolved = { kind: 'namespace', name: namespace };
        return { kind: 'namespace', name: namespace };
    }
    return NONE(e.name);
}

/** A field seen from here without a target: own or inherited, else a static one of the outer class. */
function visibleField(context: Context, name: string): FieldSymbol | null {
    const { symbol } = context;
    const own = findField(symbol, name);
    if (own && (own.isStatic || !context.isStatic) && isVisible(own, symbol)) {
        return own;
    }
    const outer = symbol.outer && findField(symbol.outer, name);
    return outer?.isStatic ? outer : null;
}

function checkForwardReference(context: Context, e: Name, field: FieldSymbol): void {
    const from = context.initializing;
    if (from && from.owner === field.owner && from.isStatic === field.isStatic && field.kind === 'field' && isAfter(field, from)) {
        report(context, e.at, `Illegal forward reference: ${e.name}`);
    }
    if (context.inConstructorCall && !field.isStatic) {
        report(context, e.at, `Cannot reference instance variables in a constructor invocation: ${e.name}`);
    }
}

/** A property without a getter (or with one that is not for us) cannot be read. */
function checkReadable(context: Context, e: Name | MemberAccess, field: FieldSymbol): void {
    const { property } = field;
    if (!property || context.writing === e || context.accessor === field) {
        return;
    }
    const { getter } = property;
    const modifiers = new Set<string>(getter && getter.modifiers.length > 0 ? getter.modifiers : property.modifiers);
    if (!getter || !isVisible({ owner: field.owner, modifiers, annotations: field.annotations }, context.symbol)) {
        report(context, e.at, `Variable is not visible: ${field.owner.name}.${e.name}`);
    }
}

function isAfter(field: FieldSymbol, other: FieldSymbol): boolean {
    return (
        field.declaredAt.line > other.declaredAt.line ||
        (field.declaredAt.line === other.declaredAt.line && field.declaredAt.column > other.declaredAt.column)
    );
}

function typeTarget(e: Name | MemberAccess, type: ApexType, namespace: string | null): Target {
    e.resolved = { kind: 'type', type };
    return { kind: 'type', type, namespace };
}

function resolveMember(context: Context, e: MemberAccess): Target {
    const target = resolveTarget(context, e.target);
    switch (target.kind) {
        case 'none':
            return isPath(e.target) ? NONE(`${target.path}.${e.name}`) : target;
        case 'value':
            return target.type.kind === 'error' ? errorTarget(e) : memberOfValue(context, e, target.type);
        case 'type':
            return memberOfType(context, e, target.type, target.namespace);
        case 'namespace':
            return memberOfNamespace(context, e, target.name);
        case 'page': {
            const type = context.universe.typeOfText('PageReference');
            e.resolved = { kind: 'unsupported', what: `Page.${e.name}` };
            e.staticType = type;
            unsupported(context, e.at, `Page.${e.name}`);
            return VALUE(type);
        }
    }
}

function isPath(e: Expression): boolean {
    return e.kind === 'name' || (e.kind === 'member' && isPath(e.target));
}

function errorTarget(e: MemberAccess): Target {
    e.staticType = ERROR;
    return VALUE(ERROR);
}

function value(e: MemberAccess, type: ApexType, resolved: Resolution): Target {
    e.staticType = type;
    e.resolved = resolved;
    return VALUE(type);
}

function missing(context: Context, e: MemberAccess): Target {
    report(context, e.at, `Variable does not exist: ${e.name}`);
    return errorTarget(e);
}

function memberOfNamespace(context: Context, e: MemberAccess, namespace: string): Target {
    const found = libraryTypeNamed(context.universe, [namespace, e.name]) ?? nestedLibraryType(context.universe, `${namespace}.${e.name}`);
    return found ? typeTarget(e, found, null) : NONE(`${namespace}.${e.name}`);
}

function nestedLibraryType(universe: Universe, name: string): ApexType | null {
    const type = universe.library.type(name);
    return type ? universe.libraryTypeOf(type) : null;
}

/** `T.member` where T is a type. */
function memberOfType(context: Context, e: MemberAccess, type: ApexType, namespace: string | null): Target {
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

function unsupportedProperty(context: Context, e: MemberAccess, key: string, type: ApexType): Target {
    unsupported(context, e.at, key);
    return value(e, type, { kind: 'unsupported', what: key });
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

/** `x.member` where x is a value. */
export function memberOfValue(context: Context, e: MemberAccess, type: ApexType): Target {
    const { universe } = context;
    switch (type.kind) {
        case 'user':
            return memberOfInstance(context, e, type.symbol);
        case 'sobject':
            return memberOfRecord(context, e, type);
        case 'soqlResult':
            // [SELECT …].Name reads the field of the one row.
            e.target.conversion = 'soqlToRecord';
            return memberOfRecord(context, e, type.element);
        case 'library': {
            const special = memberOfDescribe(context, e, type.type);
            if (special) {
                return special;
            }
            const property = libraryProperty(universe, type.type, e.name);
            if (property && !property.isStatic) {
                const result = substituteFor(universe, property.type, type.type, type.args);
                return property.supported
                    ? value(e, result, { kind: 'libraryProperty', property })
                    : unsupportedProperty(context, e, property.key, result);
            }
            return missing(context, e);
        }
        default:
            if (e.target.kind === 'member' && e.target.resolved?.kind === 'sobjectField') {
                report(context, e.target.at, `A non foreign key field cannot be referenced in a path expression: ${e.target.name}`);
                return errorTarget(e);
            }
            return missing(context, e);
    }
}

function memberOfInstance(context: Context, e: MemberAccess, symbol: TypeSymbol): Target {
    const field = findField(symbol, e.name);
    if (!field) {
        if (symbol.enumConstants.some((constant) => constant.toLowerCase() === e.name.toLowerCase())) {
            report(context, e.at, `Static field cannot be referenced from a non static context: ${e.name} from the type ${symbol.name}`);
            return errorTarget(e);
        }
        return missing(context, e);
    }
    if (field.isStatic) {
        report(context, e.at, `Static field cannot be referenced from a non static context: ${e.name} from the type ${field.owner.name}`);
    } else if (!isVisible(field, context.symbol)) {
        report(context, e.at, `Variable is not visible: ${field.owner.name}.${e.name}`);
    }
    checkReadable(context, e, field);
    const insideAccessor = context.accessor === field && e.target.kind === 'this';
    return value(e, field.type, { kind: 'field', field, implicitThis: false, insideAccessor });
}

/** A field, parent or children of a record. */
function memberOfRecord(context: Context, e: MemberAccess, type: ApexType): Target {
    const { universe } = context;
    if (type.kind !== 'sobject' || (type.name === 'AggregateResult' && e.name.toLowerCase() !== 'id')) {
        return missing(context, e);
    }
    const object = type.schema ?? GENERIC_RECORD;
    const field = fieldOf(object, e.name);
    if (field) {
        return value(e, fieldType(universe, field), { kind: 'sobjectField', object, field });
    }
    const parent = parentFieldOf(object, e.name);
    if (parent) {
        return value(e, parentType(universe, parent), {
            kind: 'sobjectParent',
            object,
            field: parent,
            relationship: parent.relationshipName!
        });
    }
    const children = childRelationshipOf(object, e.name);
    if (children) {
        return value(e, listOf(universe.sobject(children.childObject) ?? SOBJECT), {
            kind: 'sobjectChildren',
            object,
            relationship: children
        });
    }
    return missing(context, e);
}

/** `SObjectType.Account.fields.Name` and `fieldSets`. */
function memberOfDescribe(context: Context, e: MemberAccess, type: LibraryType): Target | null {
    const { universe } = context;
    const resolved = e.target.resolved;
    const lower = e.name.toLowerCase();
    if (resolved?.kind === 'fieldToken' && resolved.object.kind === 'share' && resolved.field.name === 'RowCause') {
        return value(e, STRING, { kind: 'rowCause', name: e.name });
    }
    if (type.name === 'Schema.DescribeSObjectResult' && resolved?.kind === 'objectDescribe') {
        if (lower === 'fields') {
            return value(e, universe.typeOfText('Schema.SObjectTypeFields'), { kind: 'fieldsDescribe', object: resolved.object });
        }
        if (lower === 'fieldsets') {
            return value(e, universe.typeOfText('Schema.SObjectTypeFieldSets'), { kind: 'fieldSetsDescribe', object: resolved.object });
        }
    }
    if (type.name === 'Schema.SObjectType' && resolved?.kind === 'objectToken' && lower === 'fields') {
        return value(e, universe.typeOfText('Schema.SObjectTypeFields'), { kind: 'fieldsDescribe', object: resolved.object });
    }
    if (type.name === 'Schema.SObjectTypeFields' && resolved?.kind === 'fieldsDescribe') {
        const field = fieldOf(resolved.object, e.name);
        if (field) {
            // Account.SObjectType.fields.Name is the token, Schema.SObjectType.Account.fields.Name its describe.
            const from = e.target.kind === 'member' ? e.target.target.resolved?.kind : undefined;
            if (from !== 'objectDescribe') {
                return value(e, universe.typeOfText('Schema.SObjectField'), { kind: 'fieldToken', object: resolved.object, field });
            }
            return value(e, universe.typeOfText('Schema.DescribeFieldResult'), { kind: 'fieldDescribe', object: resolved.object, field });
        }
    }
    if (type.name === 'Schema.SObjectTypeFieldSets' && resolved?.kind === 'fieldSetsDescribe') {
        return value(e, universe.typeOfText('Schema.FieldSet'), { kind: 'unsupported', what: `FieldSets.${e.name}` });
    }
    return null;
}

/** The Apex type of a record's field. */
export function fieldType(universe: Universe, field: FieldSchema): ApexType {
    return universe.typeOfText(field.apexType);
}

/** What a parent relationship gives: the object, or the object Name when it may be of several. */
export function parentType(universe: Universe, field: FieldSchema): ApexType {
    const [only, ...more] = field.referenceTo;
    if (only !== undefined && more.length === 0) {
        return universe.sobject(only) ?? SOBJECT;
    }
    return universe.sobject('Name') ?? SOBJECT;
}
