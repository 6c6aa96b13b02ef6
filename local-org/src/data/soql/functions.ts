/** Functions of SOQL: aggregates, parts of dates, labels. */
import type { FieldPath, FunctionCall } from '../../language/soqlAst.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import type { FieldSchema, FieldType } from '../../schema/model.ts';
import { queryException } from './errors.ts';
import type { Resolved, Scope } from './Scope.ts';

const AGGREGATES = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX', 'GROUPING']);

export function isAggregate(call: FunctionCall): boolean {
    return AGGREGATES.has(call.name);
}

/** A function's SQL and what kind of field its result is like. */
export interface ResolvedCall extends Resolved {
    /** What Apex reads the result as; null: as the field. */
    presentation: 'label' | 'format' | null;
}

/** Parts of a date or, in GMT unless converted, a date-time. `%` is SQL for the day and time. */
const DATE_PARTS: Record<string, (value: string) => string> = {
    CALENDAR_YEAR: (value) => `CAST(strftime('%Y', ${value}) AS INTEGER)`,
    CALENDAR_QUARTER: (value) => `((CAST(strftime('%m', ${value}) AS INTEGER) + 2) / 3)`,
    CALENDAR_MONTH: (value) => `CAST(strftime('%m', ${value}) AS INTEGER)`,
    DAY_IN_MONTH: (value) => `CAST(strftime('%d', ${value}) AS INTEGER)`,
    DAY_IN_WEEK: (value) => `(CAST(strftime('%w', ${value}) AS INTEGER) + 1)`,
    DAY_IN_YEAR: (value) => `CAST(strftime('%j', ${value}) AS INTEGER)`,
    HOUR_IN_DAY: (value) => `CAST(strftime('%H', ${value}) AS INTEGER)`,
    WEEK_IN_MONTH: (value) => `((CAST(strftime('%d', ${value}) AS INTEGER) + 6) / 7)`,
    WEEK_IN_YEAR: (value) => `((CAST(strftime('%j', ${value}) AS INTEGER) + 6) / 7)`
};
// The fiscal year is the calendar year.
DATE_PARTS.FISCAL_YEAR = DATE_PARTS.CALENDAR_YEAR!;
DATE_PARTS.FISCAL_QUARTER = DATE_PARTS.CALENDAR_QUARTER!;
DATE_PARTS.FISCAL_MONTH = DATE_PARTS.CALENDAR_MONTH!;

/** @throws ApexException (System.QueryException) for unknown functions and fields that a function does not take */
export function resolveCall(scope: Scope, call: FunctionCall, selected: boolean): ResolvedCall {
    if (isAggregate(call)) {
        return { ...aggregate(scope, call, selected), presentation: null };
    }
    const part = DATE_PARTS[call.name];
    if (part) {
        const value = dateArgument(scope, call, selected);
        return { ...value, sql: part(value.sql), field: like(value.field, call.name, 'integer', 'Integer'), presentation: null };
    }
    switch (call.name) {
        case 'DAY_ONLY': {
            const value = dateArgument(scope, call, selected);
            return {
                ...value,
                sql: `substr(${value.sql}, 1, 10)`,
                field: like(value.field, call.name, 'date', 'Date'),
                presentation: null
            };
        }
        case 'TOLABEL':
            return { ...fieldArgument(scope, call, selected), presentation: 'label' };
        case 'FORMAT': {
            const inner = argumentOf(scope, call, selected);
            return { ...inner, presentation: 'format' };
        }
        case 'CONVERTTIMEZONE':
            return { ...localTime(scope, call, selected), presentation: null };
        case 'DISTANCE':
        case 'GEOLOCATION':
        case 'CONVERTCURRENCY':
            throw new UnsupportedError(`SOQL function ${call.name}`);
        default:
            throw queryException(`Invalid function: ${call.name}`);
    }
}

function like(field: FieldSchema, name: string, type: FieldType, apexType: string): FieldSchema {
    return { ...field, name, type, apexType, scale: null, picklistValues: [], referenceTo: [] };
}

function isPath(argument: FunctionCall['args'][number] | undefined): argument is FieldPath {
    return argument !== undefined && 'path' in argument;
}

function isCall(argument: FunctionCall['args'][number] | undefined): argument is FunctionCall {
    return argument !== undefined && 'args' in argument;
}

function fieldArgument(scope: Scope, call: FunctionCall, selected: boolean): Resolved {
    const [argument, ...more] = call.args;
    if (!isPath(argument) || more.length > 0) {
        throw queryException(`Invalid arguments for function ${call.name}`);
    }
    return scope.resolve(argument.path, selected);
}

function argumentOf(scope: Scope, call: FunctionCall, selected: boolean): Resolved {
    const [argument] = call.args;
    return isCall(argument) ? resolveCall(scope, argument, selected) : fieldArgument(scope, call, selected);
}

function dateArgument(scope: Scope, call: FunctionCall, selected: boolean): Resolved {
    const value = argumentOf(scope, call, selected);
    if (value.field.type !== 'date' && value.field.type !== 'datetime') {
        throw queryException(`field ${value.field.name} does not support date function ${call.name}`);
    }
    return value;
}

/** `convertTimezone(CreatedDate)`: the wall clock of the running user, only inside another date function. */
function localTime(scope: Scope, call: FunctionCall, selected: boolean): Resolved {
    const value = fieldArgument(scope, call, selected);
    if (value.field.type !== 'datetime') {
        throw queryException(`field ${value.field.name} does not support date function ${call.name}`);
    }
    return { ...value, sql: `local_time(${value.sql}, ${scope.builder.parameter(scope.builder.context.zone)})` };
}

const SUMMABLE = new Set(['integer', 'long', 'double', 'currency', 'percent']);
const NOT_COMPARABLE = new Set(['boolean', 'base64', 'location', 'address', 'multipicklist']);

function aggregate(scope: Scope, call: FunctionCall, selected: boolean): Resolved {
    const argument = argumentOf(scope, call, selected);
    const { field, sql } = argument;
    switch (call.name) {
        case 'COUNT':
            return { ...argument, sql: `COUNT(${sql})`, field: like(field, call.name, 'integer', 'Integer') };
        case 'COUNT_DISTINCT':
            return { ...argument, sql: `COUNT(DISTINCT ${sql})`, field: like(field, call.name, 'integer', 'Integer') };
        case 'GROUPING':
            return { ...argument, sql: `GROUPING(${sql})`, field: like(field, call.name, 'integer', 'Integer') };
        case 'SUM':
        case 'AVG':
            if (!SUMMABLE.has(field.type)) {
                throw queryException(`field ${field.name} does not support aggregate operator ${call.name}`);
            }
            return call.name === 'SUM'
                ? { ...argument, sql: `SUM(${sql})`, field: { ...like(field, call.name, field.type, field.apexType), scale: field.scale } }
                : { ...argument, sql: `AVG(${sql})`, field: like(field, call.name, 'double', 'Decimal') };
        default:
            if (NOT_COMPARABLE.has(field.type)) {
                throw queryException(`field ${field.name} does not support aggregate operator ${call.name}`);
            }
            return { ...argument, sql: `${call.name}(${sql})`, field };
    }
}
