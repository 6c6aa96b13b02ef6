/**
 * Field paths of a query against the schema.
 */
import type { Position } from '../../language/ast.ts';
import type { FieldPath } from '../../language/soqlAst.ts';
import { childRelationshipOf, fieldOf, parentFieldOf } from '../../schema/model.ts';
import type { FieldSchema, SObjectSchema } from '../../schema/model.ts';
import type { Context } from './context.ts';
import { report, unsupported } from './context.ts';

/** What the names of a query are looked up in. */
export interface QueryScope {
    object: SObjectSchema;
    /** Lower-case. */
    alias: string | null;
}

const HINT_COLUMN =
    "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.";
const HINT_RELATIONSHIP =
    "If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.";
const MAX_PARENTS = 5;

/** Fields of the object Name, which stands for whatever a polymorphic relationship may point at. */
const NAME_FIELDS = new Set(
    'alias email firstname id isactive lastname name phone profileid title type username userroleid recordtypeid suffix middlename lastreferenceddate lastvieweddate'.split(
        ' '
    )
);
const NAME_PARENTS: Record<string, string> = { profile: 'Profile', userrole: 'UserRole', recordtype: 'RecordType' };

/** The field at the end of a path; undefined when the path is wrong (reported) or its end is known only by name (polymorphic). */
export function fieldAt(context: Context, scope: QueryScope, { at, path }: FieldPath): FieldSchema | undefined {
    let object: SObjectSchema | 'Name' = scope.object;
    const parts = withoutAlias(scope, path);
    if (parts.length - 1 > MAX_PARENTS) {
        report(context, at, `Relationship path '${path.join('.')}' is deeper than ${MAX_PARENTS} levels`);
        return undefined;
    }
    for (const part of parts.slice(0, -1)) {
        const parent: SObjectSchema | 'Name' | null = object === 'Name' ? namedParent(context, part) : parentObject(context, object, part);
        if (!parent) {
            report(context, at, `Didn't understand relationship '${part}' in field path. ${HINT_RELATIONSHIP}`);
            return undefined;
        }
        object = parent;
    }
    const last = parts.at(-1)!;
    if (object === 'Name') {
        const name = context.universe.schema.object('Name');
        if (!NAME_FIELDS.has(last.toLowerCase()) && !(name && fieldOf(name, last))) {
            noColumn(context, at, last, 'Name');
        }
        return undefined;
    }
    const field = fieldOf(object, last);
    if (!field) {
        noColumn(context, at, last, object.name);
    }
    return field;
}

function withoutAlias(scope: QueryScope, path: string[]): string[] {
    const first = path[0]!.toLowerCase();
    const isPrefix =
        path.length > 1 && (first === scope.alias || (first === scope.object.name.toLowerCase() && !parentFieldOf(scope.object, first)));
    return isPrefix ? path.slice(1) : path;
}

function noColumn(context: Context, at: Position, name: string, entity: string): void {
    report(context, at, `No such column '${name}' on entity '${entity}'. ${HINT_COLUMN}`);
}

function parentObject(context: Context, object: SObjectSchema, relationship: string): SObjectSchema | 'Name' | null {
    const field = parentFieldOf(object, relationship);
    if (!field) {
        return null;
    }
    if (field.referenceTo.length === 1) {
        return context.universe.schema.object(field.referenceTo[0]!) ?? 'Name';
    }
    return 'Name';
}

function namedParent(context: Context, part: string): SObjectSchema | null {
    const target = NAME_PARENTS[part.toLowerCase()];
    return target ? (context.universe.schema.object(target) ?? null) : null;
}

/** The object that a sub-query in SELECT reads. */
export function childObject(context: Context, scope: QueryScope, from: { at: Position; object: string }): SObjectSchema | undefined {
    const parts = from.object.split('.');
    const name = parts.at(-1)!;
    const relationship = childRelationshipOf(scope.object, name);
    const object = relationship && context.universe.schema.object(relationship.childObject);
    if (!object) {
        report(context, from.at, `Didn't understand relationship '${name}' in FROM part of query call. ${HINT_RELATIONSHIP}`);
    }
    return object;
}

/** For a polymorphic relationship of TYPEOF. */
export function relationshipField(scope: QueryScope, path: readonly string[]): FieldSchema | undefined {
    return path.length === 1 ? parentFieldOf(scope.object, path[0]!) : undefined;
}

export function unknownRelationship(context: Context, at: Position, name: string): void {
    if (name.toLowerCase() === 'userrecordaccess') {
        unsupported(context, at, 'SOQL on UserRecordAccess as a relationship');
        return;
    }
    report(context, at, `Didn't understand relationship '${name}' in field path. ${HINT_RELATIONSHIP}`);
}
