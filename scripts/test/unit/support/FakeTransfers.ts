/** The large-transfer half of the REST resource and a Bulk API behind it, over one object. */
import type { FakeOrg } from './FakeOrg.ts';
import type { Received, Reply } from './FakeServer.ts';
import { refused } from './FakeServer.ts';

const TRANSFERS = '/services/apexrest/offboarding/v1/transfers/';
const JOBS = '/services/data/v67.0/jobs/';

export class FakeTransfers {
    /** 15-character Ids that are still the leaver's. */
    readonly held: Set<string>;
    readonly moved = new Set<string>();
    readonly prepared = new Set<string>();
    /** Ids that the org's plan does not move. */
    readonly staying = new Set<string>();
    /** Ids whose update fails, with the reason. */
    readonly failing = new Map<string, string>();
    /** How many Ids one confirmation reads again; as limits have it. */
    confirmsAtMost = Infinity;
    uploads: string[][] = [];
    private readonly org: FakeOrg;
    private readonly results: { ok: string[]; failed: string[] }[] = [];
    private done = false;

    constructor(org: FakeOrg, count: number) {
        this.org = org;
        this.held = new Set(Array.from({ length: count }, (_each, index) => `500${String(index).padStart(12, '0')}`));
        org.more = (request) => this.handle(request);
    }

    /** The run of this person waits for the transfer. */
    awaitedBy(name: string): void {
        this.org.fates.set(name, { status: 'Waiting' });
    }

    private handle(request: Received): Reply {
        const { path } = request;
        if (path.startsWith(TRANSFERS)) {
            return this.door(path.slice(TRANSFERS.length), request.body as never);
        }
        return path.startsWith(JOBS) ? this.bulk(path.slice(JOBS.length), request) : refused(404, 'NOT_FOUND', path);
    }

    private get run(): FakeOrg['runs'][number] {
        return this.org.runs.at(-1)!;
    }

    private door(verb: string, body: { ids: string[]; failed: { id: string }[]; done: boolean }): Reply {
        if (this.run.status !== 'Waiting') {
            return refused(409, 'CONFLICT', `${this.run.name} does not wait.`);
        }
        if (verb === 'begin') {
            const transfer = { object: 'Case', label: 'Cases', field: 'OwnerId', fromId: this.run.person.id, toId: this.run.successor!.id };
            const state = this.done ? 'confirmed' : this.prepared.size > 0 ? 'prepared' : 'waiting';
            return {
                json: { transfers: [{ ...transfer, count: this.held.size, prepared: this.prepared.size, state }], idsPerCall: 10_000 }
            };
        }
        return verb === 'prepare' ? this.prepare(body.ids) : this.confirm([...body.ids, ...body.failed.map(({ id }) => id)], body.done);
    }

    private prepare(ids: string[]): Reply {
        const stays = ids.filter((id) => this.staying.has(id) || !this.held.has(id));
        ids.filter((id) => !stays.includes(id)).forEach((id) => this.prepared.add(id));
        return {
            json: { prepared: ids.length - stays.length, refused: stays.slice(0).map((id) => ({ id, error: 'It stays.' })) }
        };
    }

    private confirm(ids: string[], done: boolean): Reply {
        const asked = ids.length === 0 ? [...this.prepared] : ids.map((id) => id.slice(0, 15)).filter((id) => this.prepared.has(id));
        const read = asked.slice(0, this.confirmsAtMost);
        read.forEach((id) => this.prepared.delete(id));
        const confirmed = read.filter((id) => this.moved.has(id)).length;
        const left = [...this.held].filter((id) => !this.staying.has(id)).length;
        this.done = this.prepared.size === 0 && (done || left === 0);
        if (this.done) {
            this.run.status = 'Running';
            this.org.fates.clear();
        }
        const state = this.done ? 'confirmed' : this.prepared.size > 0 ? 'prepared' : 'waiting';
        return { json: { confirmed, notMoved: read.length - confirmed, prepared: this.prepared.size, state, status: this.run.status } };
    }

    private bulk(path: string, { method, text }: Received): Reply {
        const [kind, id, rest] = path.split(/[/?]/);
        if (method === 'POST') {
            return { json: { id: kind === 'query' ? 'q' : String(this.uploads.push([]) - 1), state: 'Open' } };
        }
        if (kind === 'query') {
            return rest === 'results'
                ? { text: `"Id"\n${[...this.held].map((each) => `"${each}AAA"`).join('\n')}\n`, headers: { 'sforce-locator': 'null' } }
                : { json: { id, state: 'JobComplete' } };
        }
        if (id === 'jobType=V2Ingest') {
            return { json: { records: [], nextRecordsUrl: null } };
        }
        return this.ingest(Number(id), rest, method, text);
    }

    private ingest(job: number, rest: string | undefined, method: string, text: string): Reply {
        if (method === 'PUT') {
            this.uploads[job] = text.trimEnd().split('\n').slice(1);
            return { status: 201 };
        }
        if (method === 'PATCH') {
            const ids = this.uploads[job].map((line) => line.slice(0, 15));
            const failed = ids.filter((id) => this.failing.has(id));
            const ok = ids.filter((id) => !this.failing.has(id));
            ok.forEach((id) => this.held.delete(id) && this.moved.add(id));
            this.results[job] = { ok, failed };
            return { json: { id: String(job), state: 'UploadComplete' } };
        }
        if (rest === 'successfulResults') {
            return {
                text: `"sf__Id","sf__Created",Id,OwnerId\n${this.results[job].ok.map((id) => `"${id}AAA","false",${id},x`).join('\n')}\n`
            };
        }
        if (rest === 'failedResults') {
            const rows = this.results[job].failed.map((id) => `"${id}AAA","${this.failing.get(id)}",${id},x`);
            return { text: `"sf__Id","sf__Error",Id,OwnerId\n${rows.join('\n')}\n` };
        }
        return { json: { id: String(job), state: 'JobComplete' } };
    }
}
