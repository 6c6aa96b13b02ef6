/** Functions of formulas. One that is missing here is unsupported by name. */
import { quotedText, text, truth } from './formulaSql.ts';
import type { FormulaScope, FormulaType, Typed } from './formulaSql.ts';

type Make = (args: Typed[], scope: FormulaScope) => Typed;

const number = (sql: string): Typed => ({ sql, type: 'number' });
const asText = (sql: string): Typed => ({ sql, type: 'text' });
const condition = (sql: string): Typed => ({ sql, type: 'boolean' });

/** The type of several that stand for one value: the first that is known. */
const common = (values: readonly Typed[]): FormulaType => values.find(({ type }) => type !== 'null')?.type ?? 'null';
const isBlank = (value: Typed): string =>
    value.type === 'text' ? `(${text(value)} = '')` : value.type === 'null' ? '1' : `(${value.sql} IS NULL)`;
/** A number as text, without a fraction that is not there. */
const shown = (value: Typed): string => {
    switch (value.type) {
        case 'number':
            return `(CASE WHEN ${value.sql} = CAST(${value.sql} AS INTEGER) THEN CAST(CAST(${value.sql} AS INTEGER) AS TEXT) ELSE CAST(${value.sql} AS TEXT) END)`;
        case 'datetime':
            return `strftime('%Y-%m-%d %H:%M:%SZ', ${value.sql})`;
        default:
            return value.sql;
    }
};
const part =
    (format: string): Make =>
    ([value]) =>
        number(`CAST(strftime('${format}', ${value!.sql}) AS REAL)`);
const numeric =
    (name: string): Make =>
    (args) =>
        number(`${name}(${args.map(({ sql }) => sql).join(', ')})`);
const rounded = (sql: string, places: string): string => `(sign(${sql}) * round(abs(${sql}) + 1e-12, ${places}))`;

export const FUNCTIONS: Readonly<Record<string, Make>> = {
    // Conditions
    IF: ([test, yes, no]) => ({
        sql: `(CASE WHEN ${truth(test!)} THEN ${yes!.sql} ELSE ${no!.sql} END)`,
        type: common([yes!, no!])
    }),
    CASE: (args) => {
        const [subject, ...rest] = args;
        const otherwise = rest.length % 2 === 1 ? rest.pop()! : { sql: 'NULL', type: 'null' as const };
        const whens = rest.flatMap((when, index) => (index % 2 === 0 ? [[when, rest[index + 1]!] as const] : []));
        const of = subject!.type === 'text' ? text(subject!) : subject!.sql;
        return {
            sql: `(CASE ${of} ${whens.map(([when, then]) => `WHEN ${when.type === 'null' && subject!.type === 'text' ? `''` : when.sql} THEN ${then.sql}`).join(' ')} ELSE ${otherwise.sql} END)`,
            type: common([...whens.map(([, then]) => then), otherwise])
        };
    },
    AND: (args) => condition(`(${args.map(truth).join(' AND ')})`),
    OR: (args) => condition(`(${args.map(truth).join(' OR ')})`),
    NOT: ([value]) => condition(`(NOT ${truth(value!)})`),
    ISBLANK: ([value]) => condition(isBlank(value!)),
    ISNULL: ([value]) => condition(isBlank(value!)),
    ISPICKVAL: ([field, value]) => condition(`(${text(field!)} = ${text(value!)})`),
    INCLUDES: ([field, value]) => condition(`(instr(';' || ${text(field!)} || ';', ';' || ${text(value!)} || ';') > 0)`),
    ISNUMBER: ([value]) =>
        condition(`(${text(value!)} GLOB '*[0-9]*' AND NOT ${text(value!)} GLOB '*[^-+0-9.]*' AND NOT ${text(value!)} GLOB '*.*.*')`),
    BLANKVALUE: ([value, other]) => ({
        sql: `(CASE WHEN ${isBlank(value!)} THEN ${other!.sql} ELSE ${value!.sql} END)`,
        type: common([value!, other!])
    }),
    NULLVALUE: ([value, other]) => ({ sql: `COALESCE(${value!.sql}, ${other!.sql})`, type: common([value!, other!]) }),

    // Text
    TEXT: ([value]) => asText(shown(value!)),
    VALUE: ([value]) => number(`CAST(NULLIF(trim(${text(value!)}), '') AS REAL)`),
    LEFT: ([value, length]) => asText(`substr(${text(value!)}, 1, max(0, ${length!.sql}))`),
    RIGHT: ([value, length]) => asText(`(CASE WHEN ${length!.sql} <= 0 THEN '' ELSE substr(${text(value!)}, -(${length!.sql})) END)`),
    MID: ([value, start, length]) => asText(`substr(${text(value!)}, max(1, ${start!.sql}), max(0, ${length!.sql}))`),
    LEN: ([value]) => number(`CAST(length(${text(value!)}) AS REAL)`),
    TRIM: ([value]) => asText(`trim(${text(value!)})`),
    UPPER: ([value]) => asText(`upper(${text(value!)})`),
    LOWER: ([value]) => asText(`lower(${text(value!)})`),
    SUBSTITUTE: ([value, from, to]) => asText(`replace(${text(value!)}, ${text(from!)}, ${text(to!)})`),
    CONTAINS: ([value, part]) => condition(`(instr(${text(value!)}, ${text(part!)}) > 0)`),
    BEGINS: ([value, part]) => condition(`(substr(${text(value!)}, 1, length(${text(part!)})) = ${text(part!)})`),
    FIND: ([part, value]) => number(`CAST(instr(${text(value!)}, ${text(part!)}) AS REAL)`),
    CASESAFEID: ([value]) => asText(text(value!)),
    BR: () => asText(quotedText('<br>')),
    HYPERLINK: ([url, label, target]) =>
        asText(
            `('<a href="' || ${text(url!)} || '" target="' || ${target ? text(target) : `'_blank'`} || '">' || ${text(label!)} || '</a>')`
        ),
    IMAGE: ([url, alternative, height, width]) =>
        asText(
            `('<img src="' || ${text(url!)} || '" alt="' || ${text(alternative!)} || '"' ${height && width ? `|| ' style="height:' || ${shown(height)} || 'px; width:' || ${shown(width)} || 'px;"' ` : ''}|| ' border="0"/>')`
        ),

    // Numbers
    ABS: numeric('abs'),
    SQRT: numeric('sqrt'),
    EXP: numeric('exp'),
    LN: numeric('ln'),
    LOG: numeric('log10'),
    FLOOR: ([value]) => number(`(sign(${value!.sql}) * floor(abs(${value!.sql})))`),
    CEILING: ([value]) => number(`(sign(${value!.sql}) * ceil(abs(${value!.sql})))`),
    MFLOOR: numeric('floor'),
    MCEILING: numeric('ceil'),
    ROUND: ([value, places]) => number(rounded(value!.sql, places!.sql)),
    MOD: ([value, by]) => number(`(${value!.sql} - ${by!.sql} * floor(${value!.sql} / ${by!.sql}))`),
    MAX: (args) => number(args.length === 1 ? args[0]!.sql : `max(${args.map(({ sql }) => sql).join(', ')})`),
    MIN: (args) => number(args.length === 1 ? args[0]!.sql : `min(${args.map(({ sql }) => sql).join(', ')})`),

    // Days
    TODAY: (_args, scope) => ({ sql: scope.parameter(scope.today()), type: 'date' }),
    NOW: (_args, scope) => ({ sql: scope.parameter(scope.now()), type: 'datetime' }),
    YEAR: part('%Y'),
    MONTH: part('%m'),
    DAY: part('%d'),
    HOUR: part('%H'),
    MINUTE: part('%M'),
    SECOND: part('%S'),
    WEEKDAY: ([value]) => number(`(CAST(strftime('%w', ${value!.sql}) AS REAL) + 1)`),
    DATE: (args) => ({ sql: `strftime('%Y-%m-%d', printf('%04d-%02d-%02d', ${args.map(({ sql }) => sql).join(', ')}))`, type: 'date' }),
    DATEVALUE: ([value]) => ({ sql: `substr(${value!.sql}, 1, 10)`, type: 'date' }),
    DATETIMEVALUE: ([value]) => ({ sql: `strftime('%Y-%m-%dT%H:%M:%fZ', ${value!.sql})`, type: 'datetime' }),
    ADDMONTHS: ([value, months]) => ({ sql: addMonths(value!.sql, months!.sql), type: 'date' })
};

/** The same day of another month; its last day where there is none, and where the first was the last. */
function addMonths(date: string, months: string): string {
    const start = `date(${date}, 'start of month', (${months}) || ' months')`;
    const end = `date(${start}, '+1 month', '-1 day')`;
    const same = `date(${start}, (CAST(strftime('%d', ${date}) AS INTEGER) - 1) || ' days')`;
    return `(CASE WHEN date(${date}) = date(${date}, 'start of month', '+1 month', '-1 day') THEN ${end} ELSE min(${same}, ${end}) END)`;
}
