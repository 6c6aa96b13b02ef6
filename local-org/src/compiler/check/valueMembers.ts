/**
 * `x.member` where x is a value: fields and properties, a record's fields, parents and children, describes.
 */
import type { MemberAccess, Name } from '../../language/ast.ts';
import { childRelationshipOf, fieldOf, parentFieldOf } from '../../schema/model.ts';
import type { FieldSchema } from '../../schema/model.ts';
import { substituteFor } from '../assignable.ts';
import type { LibraryType } from '../library.ts';
import { findField, isVisible, libraryProperty } from '../members.ts';
import { SOBJECT, STRING, listOf } from '../typeName.ts';
import type { ApexType, FieldSymbol, TypeSymbol } from '../types.ts';
import type { Universe } from '../universe.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { GENERIC_RECORD } from './genericRecord.ts';
import { errorTarget, missing, unsupportedProperty, value } from './target.ts';
import type { Target } from './target.ts';

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

/** A property without a getter (or with one that is not for us) cannot be read. */
export function checkReadable(context: Context, e: Name | MemberAccess, field: FieldSymbol): void {
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
