/**
 * WHERE and HAVING: fields, functions, and whether values and binds fit the fields they are compared with.
 */
import type { Position } from '../../language/ast.ts';
import type { Comparand, Condition, FunctionCall, Operand } from '../../language/soqlAst.ts';
import type { FieldSchema, FieldType } from '../../schema/model.ts';
import { isNumeric, isPrimitive, isText, typeName } from '../typeName.ts';
import type { ApexType } from '../types.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { checkQuery } from './soql.ts';
import { fieldAt } from './soqlFields.ts';
import type { QueryScope } from './soqlFields.ts';

/** Types of the binds of the outermost query, by index. */
export type BindTypes = readonly ApexType[];

export const AGGREGATES: ReadonlySet<string> = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);

/** `COUNT(Id)`: checks the fields that a function reads. */
export function checkFunction(context: Context, scope: QueryScope, call: FunctionCall): void {
    for (const arg of call.args) {
        if ('path' in arg) {
            const field = fieldAt(context, scope, arg);
            if (field && (call.name === 'SUM' || call.name === 'AVG') && !NUMBERS.has(field.type)) {
                report(context, call.at, `Field ${field.name} does not support aggregate operator ${call.name}`);
            }
        } else if ('name' in arg) {
            checkFunction(context, scope, arg);
        }
    }
}

const NUMBERS: ReadonlySet<FieldType> = new Set<FieldType>(['integer', 'long', 'double', 'currency', 'percent']);

/** Checks a field or function; gives the field when it is a plain one. */
export function checkComparand(context: Context, scope: QueryScope, comparand: Comparand): FieldSchema | undefined {
    if (comparand.kind === 'field') {
        return fieldAt(context, scope, comparand.field);
    }
    checkFunction(context, scope, comparand.call);
    return undefined;
}

/** Lower-case text by which SELECT and GROUP BY are matched. */
export function comparandText(comparand: Comparand): string {
    return (comparand.kind === 'field' ? comparand.field.path.join('.') : callText(comparand.call)).toLowerCase();
}

function callText(call: FunctionCall): string {
    return `${call.name}(${call.args.map((arg) => ('path' in arg ? arg.path.join('.') : 'name' in arg ? callText(arg) : '?')).join(',')})`;
}

export function checkCondition(context: Context, scope: QueryScope, condition: Condition, binds: BindTypes): void {
    switch (condition.kind) {
        case 'and':
        case 'or':
            condition.conditions.forEach((each) => checkCondition(context, scope, each, binds));
            return;
        case 'not':
            checkCondition(context, scope, condition.condition, binds);
            return;
        case 'compare': {
            const field = filterField(context, scope, condition.left);
            if (field) {
                checkOperand(context, field, condition.right, binds);
            }
            return;
        }
        case 'in': {
            const field = filterField(context, scope, condition.left);
            for (const operand of field ? condition.values : []) {
                checkOperand(context, field!, operand, binds);
            }
            return;
        }
        case 'semiJoin': {
            filterField(context, scope, condition.left);
            const object = context.universe.schema.object(condition.query.from.object);
            if (object) {
                checkQuery(context, condition.query, object, binds);
            } else {
                report(context, condition.query.from.at, `Invalid type: Schema.${condition.query.from.object}`);
            }
        }
    }
}

function filterField(context: Context, scope: QueryScope, left: Comparand): FieldSchema | undefined {
    const field = checkComparand(context, scope, left);
    if (field && !field.filterable && left.kind === 'field') {
        report(context, left.field.at, `field '${field.name}' can not be filtered in a query call`);
    }
    return field;
}

function checkOperand(context: Context, field: FieldSchema, operand: Operand, binds: BindTypes): void {
    if (operand.kind === 'bind') {
        const bind = binds[operand.index];
        if (bind) {
            checkBind(context, field, bind, operand.at);
        }
        return;
    }
    if (operand.kind === 'string') {
        const name = QUOTELESS[field.type];
        if (name) {
            report(
                context,
                operand.at,
                `value of filter criterion for field '${field.name}' must be of type ${name} and should not be enclosed in quotes`
            );
        }
    } else if (operand.kind === 'number' && (TEXTS.has(field.type) || field.type === 'boolean')) {
        const should =
            field.type === 'boolean' ? 'boolean and should not be enclosed in quotes' : 'string and should be enclosed in quotes';
        report(context, operand.at, `value of filter criterion for field '${field.name}' must be of type ${should}`);
    }
}

/** Types whose literals stand without quotes, as messages name them. */
const QUOTELESS: Partial<Record<FieldType, string>> = {
    boolean: 'boolean',
    integer: 'int',
    long: 'long',
    double: 'double',
    currency: 'double',
    percent: 'double',
    date: 'date',
    datetime: 'dateTime'
};

const TEXTS: ReadonlySet<FieldType> = new Set<FieldType>([
    'string',
    'textarea',
    'picklist',
    'multipicklist',
    'email',
    'phone',
    'url',
    'reference',
    'id'
]);

function checkBind(context: Context, field: FieldSchema, bind: ApexType, at: Position): void {
    const elements =
        bind.kind === 'list' || bind.kind === 'set' || bind.kind === 'soqlResult'
            ? bind.element
            : bind.kind === 'library'
              ? (bind.args[0] ?? null)
              : null;
    // A collection may stand after `=` too: it means IN.
    if (bindFits(field, elements ?? bind)) {
        return;
    }
    report(context, at, `Invalid bind expression type of ${typeName(elements ?? bind)} for column of type ${field.apexType}`);
}

function bindFits(field: FieldSchema, bind: ApexType): boolean {
    switch (bind.kind) {
        case 'null':
        case 'error':
            return true;
        case 'sobject':
            return field.apexType === 'Id';
        case 'primitive':
            break;
        default:
            return false;
    }
    switch (field.apexType) {
        case 'Id':
        case 'String':
            return isText(bind);
        case 'Boolean':
            return isPrimitive(bind, 'Boolean');
        case 'Integer':
        case 'Long':
        case 'Double':
        case 'Decimal':
            return isNumeric(bind);
        case 'Date':
        case 'Datetime':
            return isPrimitive(bind, 'Date', 'Datetime');
        case 'Time':
            return isPrimitive(bind, 'Time');
        default:
            return true;
    }
}
