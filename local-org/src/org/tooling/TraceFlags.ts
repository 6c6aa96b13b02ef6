/** Who is traced, how finely, until when: TraceFlag and DebugLevel. */
import type { Assembly } from '../assemble.ts';
import { RequestRefused } from '../records.ts';
import type { Row } from './rowQuery.ts';
import { apiTime, missing, sameId, timeIn, ToolingIds } from './ToolingTable.ts';
import type { ToolingTable, ToolingWriter } from './ToolingTable.ts';

/** From the fewest lines to the most. */
export const LEVELS = ['NONE', 'INTERNAL', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'FINE', 'FINER', 'FINEST'];

/** Categories of a debug level, as a log's first line names them, with the level that they have when none is given. */
export const CATEGORIES: Record<string, { shown: string; initial: string }> = {
    ApexCode: { shown: 'APEX_CODE', initial: 'NONE' },
    ApexProfiling: { shown: 'APEX_PROFILING', initial: 'NONE' },
    Callout: { shown: 'CALLOUT', initial: 'NONE' },
    Database: { shown: 'DB', initial: 'NONE' },
    Nba: { shown: 'NBA', initial: 'NONE' },
    System: { shown: 'SYSTEM', initial: 'NONE' },
    Validation: { shown: 'VALIDATION', initial: 'NONE' },
    Visualforce: { shown: 'VISUALFORCE', initial: 'NONE' },
    Wave: { shown: 'WAVE', initial: 'NONE' },
    Workflow: { shown: 'WORKFLOW', initial: 'NONE' }
};

const LOG_TYPES = ['USER_DEBUG', 'DEVELOPER_LOG', 'CLASS_TRACING', 'PROFILING'];
const AUDIT = ['CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp'];

/** A trace that is on: whose logs of which kind, at which levels. */
export interface Trace {
    logType: string;
    levels: Row;
}

export class TraceFlags {
    readonly #org: Assembly;
    readonly #ids = new ToolingIds();
    readonly #flags: Row[] = [];
    readonly #levels: Row[] = [];

    constructor(org: Assembly) {
        this.#org = org;
    }

    tables(): ToolingTable[] {
        return [
            {
                name: 'TraceFlag',
                keyPrefix: '7tf',
                fields: ['Id', 'TracedEntityId', 'DebugLevelId', 'DebugLevel', 'LogType', 'StartDate', 'ExpirationDate', ...AUDIT],
                rows: () => this.#flags.map((flag) => ({ ...flag, DebugLevel: this.#level(flag.DebugLevelId) ?? null })),
                write: this.#writer(
                    this.#flags,
                    (values, userId) => this.#createFlag(values, userId),
                    (values) => this.#checkFlag(values)
                )
            },
            {
                name: 'DebugLevel',
                keyPrefix: '7dl',
                fields: ['Id', 'DeveloperName', 'Language', 'MasterLabel', ...Object.keys(CATEGORIES), ...AUDIT],
                rows: () => this.#levels,
                write: this.#writer(
                    this.#levels,
                    (values, userId) => this.#createLevel(values, userId),
                    (values) => this.#checkLevel(values)
                )
            }
        ];
    }

    /** What traces a user now; a developer's own log comes before the others. */
    traceOf(userId: string): Trace | null {
        const now = apiTime(this.#org.now());
        const on = this.#flags.filter(
            (flag) => sameId(flag.TracedEntityId, userId) && String(flag.StartDate ?? '') <= now && now < String(flag.ExpirationDate)
        );
        const flag = on.find((each) => each.LogType === 'DEVELOPER_LOG') ?? on.find((each) => each.LogType === 'USER_DEBUG');
        return flag ? { logType: String(flag.LogType), levels: this.#level(flag.DebugLevelId) ?? {} } : null;
    }

    #writer(rows: Row[], create: (values: Row, userId: string) => string, check: (values: Row) => Row): ToolingWriter {
        return {
            create,
            update: (id, values, userId) => {
                const row = rows.find((each) => sameId(each.Id, id))!;
                Object.assign(row, check(values), { LastModifiedById: userId, LastModifiedDate: this.#now(), SystemModstamp: this.#now() });
            },
            remove: (id) => {
                rows.splice(
                    rows.findIndex((each) => sameId(each.Id, id)),
                    1
                );
            }
        };
    }

    #createFlag(values: Row, userId: string): string {
        const needed = ['TracedEntityId', 'DebugLevelId', 'LogType'].filter((name) => (values[name] ?? '') === '');
        if (needed.length > 0) {
            throw missing(...needed);
        }
        const row = {
            Id: this.#ids.next('7tf'),
            StartDate: null,
            ExpirationDate: null,
            ...this.#checkFlag(values),
            ...this.#audit(userId)
        };
        if (row.ExpirationDate === null) {
            throw missing('ExpirationDate');
        }
        this.#flags.push(row);
        return row.Id;
    }

    #checkFlag(values: Row): Row {
        const checked = { ...values };
        for (const name of ['StartDate', 'ExpirationDate'].filter((each) => (values[each] ?? null) !== null)) {
            checked[name] = timeIn(values[name], name);
        }
        if (values.LogType !== undefined && !LOG_TYPES.includes(String(values.LogType))) {
            throw badValue('LogType', values.LogType);
        }
        if (values.DebugLevelId !== undefined) {
            const level = this.#level(values.DebugLevelId);
            if (!level) {
                throw new RequestRefused('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
            }
            checked.DebugLevelId = level.Id;
        }
        return checked;
    }

    #createLevel(values: Row, userId: string): string {
        const needed = ['DeveloperName', 'MasterLabel'].filter((name) => (values[name] ?? '') === '');
        if (needed.length > 0) {
            throw missing(...needed);
        }
        const initial = Object.fromEntries(Object.entries(CATEGORIES).map(([name, category]) => [name, category.initial]));
        const row = { Id: this.#ids.next('7dl'), Language: 'en_US', ...initial, ...this.#checkLevel(values), ...this.#audit(userId) };
        this.#levels.push(row);
        return row.Id;
    }

    #checkLevel(values: Row): Row {
        for (const name of Object.keys(CATEGORIES)) {
            if (values[name] !== undefined && !LEVELS.includes(String(values[name]))) {
                throw badValue(name, values[name]);
            }
        }
        const name = values.DeveloperName;
        if (name !== undefined && this.#levels.some((each) => String(each.DeveloperName).toLowerCase() === String(name).toLowerCase())) {
            throw new RequestRefused('DUPLICATE_DEVELOPER_NAME', `The Debug Level Name ${String(name)} already exists.`);
        }
        return values;
    }

    #level(id: unknown): Row | undefined {
        return this.#levels.find((each) => sameId(each.Id, id));
    }

    #audit(userId: string): Row {
        const now = this.#now();
        return { CreatedDate: now, CreatedById: userId, LastModifiedDate: now, LastModifiedById: userId, SystemModstamp: now };
    }

    #now(): string {
        return apiTime(this.#org.now());
    }
}

function badValue(field: string, value: unknown): RequestRefused {
    return new RequestRefused(
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        `${field}: bad value for restricted picklist field: ${String(value)}`
    );
}
