/** An org by URL: the few REST calls that our scripts and tests need. */

export interface QueryRow {
    attributes: { type: string };
    Id: string;
    [field: string]: unknown;
}

interface SaveResult {
    id: string | null;
    success: boolean;
    errors: { statusCode: string; message: string; fields: string[] }[];
}

/** The org refused a request; the message is the org's own. */
export class OrgError extends Error {
    readonly status: number;
    readonly errorCode: string;
    constructor(status: number, errorCode: string, message: string) {
        super(message);
        this.name = 'OrgError';
        this.status = status;
        this.errorCode = errorCode;
    }
}

/** Anonymous Apex did not compile or threw. */
export class ApexError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'ApexError';
    }
}

const API = '/services/data/v67.0';
const COLLECTION_ROWS = 200;

/** A string literal of Apex or SOQL. */
export function quoted(text: string): string {
    return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}'`;
}

export class OrgClient {
    readonly url: string;
    private readonly token: string;

    constructor(url: string, token: string) {
        this.url = url.replace(/\/+$/, '');
        this.token = token;
    }

    /** Signs in to a local org, which needs no password. */
    static async signIn(url: string, username: string | null): Promise<OrgClient> {
        const anonymous = new OrgClient(url, '');
        const session = (await anonymous.send('POST', '/local/login', { username })) as { token: string };
        return new OrgClient(url, session.token);
    }

    /** All rows, however many pages they come in. */
    async query(soql: string): Promise<QueryRow[]> {
        const rows: QueryRow[] = [];
        let path: string | undefined = `${API}/query?q=${encodeURIComponent(soql)}`;
        while (path) {
            const page = (await this.send('GET', path)) as { records: QueryRow[]; nextRecordsUrl?: string };
            rows.push(...page.records);
            path = page.nextRecordsUrl;
        }
        return rows;
    }

    async count(soql: string): Promise<number> {
        return ((await this.send('GET', `${API}/query?q=${encodeURIComponent(soql)}`)) as { totalSize: number }).totalSize;
    }

    /** Inserts any number of records of one object, 200 a request; throws at the first row that is refused. Returns their Ids in order. */
    async create(object: string, records: Record<string, unknown>[]): Promise<string[]> {
        const ids: string[] = [];
        for (let from = 0; from < records.length; from += COLLECTION_ROWS) {
            const chunk = records.slice(from, from + COLLECTION_ROWS);
            const results = (await this.send('POST', `${API}/composite/sobjects`, {
                allOrNone: true,
                records: chunk.map((record) => ({ attributes: { type: object }, ...record }))
            })) as SaveResult[];
            const failed = results.findIndex((result) => !result.success);
            if (failed >= 0) {
                const error = results.find((result) =>
                    result.errors.some((each) => each.statusCode !== 'ALL_OR_NONE_OPERATION_ROLLED_BACK')
                )?.errors[0];
                throw new OrgError(400, error?.statusCode ?? 'UNKNOWN', `${object} row ${from + failed}: ${error?.message}`);
            }
            ids.push(...results.map((result) => result.id!));
        }
        return ids;
    }

    async update(object: string, id: string, fields: Record<string, unknown>): Promise<void> {
        await this.send('PATCH', `${API}/sobjects/${object}/${id}`, fields);
    }

    /** Runs anonymous Apex in a transaction of its own. */
    async executeAnonymous(code: string): Promise<void> {
        const result = (await this.send('GET', `${API}/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(code)}`)) as {
            compiled: boolean;
            compileProblem: string | null;
            success: boolean;
            exceptionMessage: string | null;
            line: number;
        };
        if (!result.success) {
            throw new ApexError(
                (result.compiled ? result.exceptionMessage : `line ${result.line}: ${result.compileProblem}`) ?? 'anonymous Apex failed'
            );
        }
    }

    /** Calls an @AuraEnabled method as the tab does; a local org's door. */
    async apex<T>(className: string, method: string, params: Record<string, unknown>): Promise<T> {
        return (await this.send('POST', `/local/apex/${className}/${method}`, params)) as T;
    }

    async send(method: string, path: string, body?: unknown): Promise<unknown> {
        const response = await fetch(this.url + path, {
            method,
            headers: { authorization: `Bearer ${this.token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
            body: body === undefined ? undefined : JSON.stringify(body)
        });
        const text = await response.text();
        const answer: unknown = text === '' ? null : JSON.parse(text);
        if (!response.ok) {
            const error = (Array.isArray(answer) ? answer[0] : answer) as { errorCode?: string; message?: string } | null;
            throw new OrgError(response.status, error?.errorCode ?? String(response.status), error?.message ?? response.statusText);
        }
        return answer;
    }
}
