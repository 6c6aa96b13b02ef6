/**
 * Very large transfers: the run waits in the org while we move the records by the Bulk API 2.0. The org takes snapshots and writes its
 * journal before anything is uploaded, and reads again what really moved; so an interruption at any place is settled by asking it again.
 */
import { RefusedError } from '../../org/connection/errors.ts';
import { quoted } from '../../org/OrgClient.ts';
import { chunks } from '../Door.ts';
import { RefusalError } from '../errors.ts';
import type { TransferService } from '../runs/Runs.ts';
import type { OrgSession } from '../session.ts';
import { number } from '../words.ts';
import type { ProgressRow, Transfer } from '../wire.ts';
import { BulkApi } from './BulkApi.ts';

/** The org keeps at most 40,000 Ids prepared and unconfirmed: so many go into one upload. */
const IDS_PER_UPLOAD = 40_000;
const CONFIRMED = 'confirmed';
const MOST_REASONS = 3;

/** Moves what a waiting run waits for. */
export function transferService(): TransferService {
    return async (session, row) => {
        const { transfers, idsPerCall } = await session.door.beginTransfers(row.offboardingId);
        for (const transfer of transfers.filter(({ state }) => state !== CONFIRMED)) {
            await new LargeTransfer(session, row, transfer, idsPerCall).move();
        }
        return null;
    };
}

/** What has to be done with one object until nobody waits for it. */
class LargeTransfer {
    private readonly session: OrgSession;
    private readonly row: ProgressRow;
    private readonly transfer: Transfer;
    private readonly idsPerCall: number;
    private readonly bulk: BulkApi;
    private moved = 0;
    /** Prepared and not confirmed, as the org said last. */
    private left = -1;
    private failures = 0;

    constructor(session: OrgSession, row: ProgressRow, transfer: Transfer, idsPerCall: number) {
        this.session = session;
        this.row = row;
        this.transfer = transfer;
        this.idsPerCall = idsPerCall;
        this.bulk = new BulkApi(session);
    }

    async move(): Promise<void> {
        const { object, label } = this.transfer;
        if ((this.transfer.prepared ?? 0) > 0) {
            this.say(`taking up the transfer of ${label} …`);
            await this.bulk.settle(object);
            if (await this.reconcile()) {
                return;
            }
        }
        const ids = await this.bulk.ids(queryOf(this.transfer));
        for (const portion of chunks(ids, IDS_PER_UPLOAD)) {
            const over = await this.movePortion(portion);
            this.say(`${label}: ${number(this.moved)} of ${number(this.transfer.count)} moved${this.failed()}`);
            if (over) {
                return;
            }
        }
        // What could not be moved this way, the run moves itself, or says why not.
        await this.confirm({ ids: [], failed: [], done: true });
    }

    /** @returns whether the org waits for this object no longer */
    private async movePortion(ids: readonly string[]): Promise<boolean> {
        const refused = new Set<string>();
        for (const part of chunks(ids, this.idsPerCall)) {
            const answer = await this.session.door.prepareTransfer(
                this.row.offboardingId,
                this.transfer.object,
                part.map((id) => id.slice(0, 15))
            );
            answer.refused.forEach(({ id }) => refused.add(id.slice(0, 15)));
        }
        const prepared = ids.filter((id) => !refused.has(id.slice(0, 15)));
        if (prepared.length === 0) {
            return false;
        }
        const { object, field, toId } = this.transfer;
        const { succeeded, failed } = await this.bulk.update(object, field, toId, prepared);
        this.tellFailures(failed);
        const parts = [
            ...chunks(succeeded, this.idsPerCall).map((part) => ({ ids: part, failed: [] })),
            ...chunks(failed, this.idsPerCall).map((part) => ({ ids: [], failed: part }))
        ];
        for (const part of parts) {
            if (await this.confirm({ ...part, done: false })) {
                return true;
            }
        }
        return this.reconcile();
    }

    /** Has the org read again all that it has prepared; it reads as much at a time as its limits allow. */
    private async reconcile(): Promise<boolean> {
        for (;;) {
            const before = this.left;
            const over = await this.confirm({ ids: [], failed: [], done: false });
            if (over || this.left === 0) {
                return over;
            }
            if (this.left === before) {
                throw new RefusalError(`${this.row.name}: the org does not get on with confirming ${this.transfer.label}. Run it again.`);
            }
        }
    }

    private async confirm(outcome: { ids: string[]; failed: { id: string; error: string }[]; done: boolean }): Promise<boolean> {
        try {
            const answer = await this.session.door.confirmTransfer(this.row.offboardingId, this.transfer.object, outcome);
            this.moved += answer.confirmed;
            this.left = answer.prepared;
            return answer.state === CONFIRMED;
        } catch (error) {
            if (error instanceof RefusedError && (await this.isOver())) {
                // It was confirmed before, and the answer was lost.
                return true;
            }
            throw error;
        }
    }

    private async isOver(): Promise<boolean> {
        const [{ status }] = await this.session.door.progress([this.row.offboardingId], false);
        if (status !== 'Waiting') {
            return true;
        }
        const { transfers } = await this.session.door.beginTransfers(this.row.offboardingId);
        return transfers.every(({ object, state }) => object !== this.transfer.object || state === CONFIRMED);
    }

    private tellFailures(failed: readonly { id: string; error: string }[]): void {
        this.failures += failed.length;
        const reasons = [...new Set(failed.map(({ error }) => error))];
        reasons.slice(0, MOST_REASONS).forEach((reason) => this.say(`${this.transfer.label}: ${reason}`));
    }

    private failed(): string {
        return this.failures > 0 ? `, ${number(this.failures)} refused by the Bulk API` : '';
    }

    private say(text: string): void {
        this.session.say(`${this.row.name}: ${text}`);
    }
}

/** What the org says, or all that the person holds; of those the org refuses what is not in its plan. */
function queryOf({ object, field, fromId, query }: Transfer): string {
    return query ?? `SELECT Id FROM ${object} WHERE ${field} = ${quoted(fromId)}`;
}
