/** Fields that are kept nowhere: formulas and roll-up summaries are computed with every query, from what is stored then. */
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import { fieldOf } from '../../schema/model.ts';
import type { FieldSchema, FieldSummary, SObjectSchema } from '../../schema/model.ts';
import { formulaSql, text, typeOf } from '../formula/formulaSql.ts';
import { parseFormula } from '../formula/parseFormula.ts';
import { quoted } from '../store/columns.ts';
import { storedDatetime } from '../values/codec.ts';
import type { SqlBuilder } from './context.ts';

interface Place {
    alias: string;
    object: SObjectSchema;
    field: FieldSchema;
}

type ResolvePath = (path: readonly string[]) => { sql: string; field: FieldSchema };

/**
 * @param resolve the SQL of a path that starts at the field's record
 * @throws UnsupportedError naming what of the formula is not built
 */
export function calculatedSql(builder: SqlBuilder, place: Place, resolve: ResolvePath): string {
    const { object, field } = place;
    if (field.summary) {
        return summarySql(builder, place, field.summary);
    }
    const name = `${object.name}.${field.name}`;
    const formula = field.formula === null ? null : parseFormula(field.formula);
    if (!formula) {
        throw new UnsupportedError(`the formula of ${name}`);
    }
    const { now, zone } = builder.context;
    const result = builder.unseen(() =>
        formulaSql(
            {
                name,
                blankAsZero: field.blankAsZero ?? true,
                resolve: (path) => (path[0]!.startsWith('$') ? globalVariable(builder, path, name) : resolve(path)),
                parameter: (value) => builder.parameter(value),
                today: () => String(new ApexDatetime(now).dateIn(zone)),
                now: () => storedDatetime(now)
            },
            formula
        )
    );
    switch (typeOf(field)) {
        case 'boolean':
            return `COALESCE(${result.sql}, 0)`;
        case 'number':
            return field.scale === null ? result.sql : `round(${result.sql}, ${field.scale})`;
        case 'text':
            // SOQL compares text without case, and knows no empty text. The platform cuts blanks off the end.
            return `(NULLIF(rtrim(${text(result)}), '') COLLATE NOCASE)`;
        default:
            return result.sql;
    }
}

/** `$User.Id` and other fields of the running user. */
function globalVariable(builder: SqlBuilder, path: readonly string[], name: string): { sql: string; field: FieldSchema } {
    const user = builder.context.schema.object('User');
    const field = path.length === 2 && path[0]!.toLowerCase() === '$user' && user ? fieldOf(user, path[1]!) : undefined;
    if (!field) {
        throw new UnsupportedError(`${path.join('.')} in the formula of ${name}`);
    }
    return { sql: `(SELECT ${quoted(field.name)} FROM "User" WHERE "Id" = ${builder.parameter(builder.context.userId)})`, field };
}

function summarySql(builder: SqlBuilder, { alias, object, field }: Place, summary: FieldSummary): string {
    const child = builder.unseen(() => builder.table(summary.childObject));
    const row = builder.alias();
    const column = (name: string): { sql: string; field: FieldSchema } => {
        const found = fieldOf(child, name);
        if (!found) {
            throw new UnsupportedError(`${child.name}.${name} in the roll-up summary ${object.name}.${field.name}`);
        }
        if (found.calculated) {
            const own: ResolvePath = (path) => {
                if (path.length > 1) {
                    throw new UnsupportedError(`${path.join('.')} in the roll-up summary ${object.name}.${field.name}`);
                }
                return column(path[0]!);
            };
            return { sql: calculatedSql(builder, { alias: row, object: child, field: found }, own), field: found };
        }
        return { sql: `${row}.${quoted(found.name)}`, field: found };
    };
    const conditions = summary.filters.map((filter) => filterSql(builder, filter, column(filter.field)));
    const value = summary.field === null ? '*' : column(summary.field).sql;
    const made = `${summary.operation}(${value})`;
    const shown = summary.operation === 'sum' ? `COALESCE(${made}, 0)` : made;
    const where = [`${row}.${quoted(summary.foreignKey)} = ${alias}."Id"`, `${row}."IsDeleted" = 0`, ...conditions].join(' AND ');
    return `(SELECT ${shown} FROM ${quoted(child.name)} ${row} WHERE ${where})`;
}

/** Filters of list views and roll-ups: several values after equals mean any of them. */
function filterSql(
    builder: SqlBuilder,
    { operation, value }: FieldSummary['filters'][number],
    { sql, field }: { sql: string; field: FieldSchema }
): string {
    const values = value.split(',').map((each) => each.trim());
    const stored = (each: string): string => {
        switch (typeOf(field)) {
            case 'boolean':
                return /^(?:true|1)$/i.test(each) ? '1' : '0';
            case 'number':
                return builder.parameter(Number(each));
            default:
                return builder.parameter(each);
        }
    };
    const any = `(${values.map((each) => (each === '' ? `${sql} IS NULL` : `${sql} = ${stored(each)}`)).join(' OR ')})`;
    const compared: Record<string, string> = { lessThan: '<', greaterThan: '>', lessOrEqual: '<=', greaterOrEqual: '>=' };
    switch (operation) {
        case 'equals':
        case 'includes':
            return any;
        case 'notEqual':
        case 'excludes':
            return `NOT COALESCE(${any}, 0)`;
        case 'contains':
            return `instr(lower(${sql}), lower(${stored(value)})) > 0`;
        case 'notContain':
            return `COALESCE(instr(lower(${sql}), lower(${stored(value)})), 0) = 0`;
        case 'startsWith':
            return `substr(lower(${sql}), 1, length(${stored(value)})) = lower(${stored(value)})`;
        default:
            if (!compared[operation]) {
                throw new UnsupportedError(`the filter ${operation} of a roll-up summary`);
            }
            return `${sql} ${compared[operation]} ${stored(value)}`;
    }
}
