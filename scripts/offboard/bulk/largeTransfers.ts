/**
 * Very large transfers: the run waits in the org while we move the records by the Bulk API 2.0. The org takes snapshots and writes its
 * journal before anything is uploaded, and reads again what really moved; so an interruption at any place is settled by asking it again.
 */
import { chunks } from '../Door.ts';
import type { TransferService } from '../runs/Runs.ts';
import type { OrgSession } from '../session.ts';
import { number } from '../words.ts';
import type { ProgressRow, Transfer } from '../wire.ts';
import { quoted } from '../../org/OrgClient.ts';
import { BulkApi } from './BulkApi.ts';

/** The org keeps at most 40,000 Ids prepared and unconfirmed: so many go into one upload. */
const IDS_PER_UPLOAD = 40_000;

/** Moves what a waiting run waits for. */
export function transferService(): TransferService {
    return async (session, row) => {
        const { transfers, idsPerCall } = await session.door.beginTransfers(row.offboardingId);
        for (const transfer of transfers.filter(({ state }) => state !== 'confirmed')) {
            await moveOne(session, row, transfer, idsPerCall);
        }
        return null;
    };
}

async function moveOne(session: OrgSession, row: ProgressRow, transfer: Transfer, idsPerCall: number): Promise<void> {
    const { object, label } = transfer;
    const { door } = session;
    const bulk = new BulkApi(session);
    if ((transfer.prepared ?? 0) > 0) {
        session.say(`${row.name}: taking up the transfer of ${label} …`);
        await bulk.settle(object);
        await door.confirmTransfer(row.offboardingId, object, { ids: [], failed: [], done: false });
    }
    const ids = await bulk.ids(queryOf(transfer));
    let moved = 0;
    for (const portion of chunks(ids, IDS_PER_UPLOAD)) {
        moved += await movePortion(session, row.offboardingId, transfer, portion, idsPerCall, bulk);
        session.say(`${row.name}: ${label} ${number(moved)} of ${number(ids.length)} moved`);
    }
    await door.confirmTransfer(row.offboardingId, object, { ids: [], failed: [], done: true });
}

/** What the org says, or all that the person holds; of those the org refuses what is not in its plan. */
function queryOf({ object, field, fromId, query }: Transfer): string {
    return query ?? `SELECT Id FROM ${object} WHERE ${field} = ${quoted(fromId)}`;
}

/** @returns how many moved, as the org has read them again */
async function movePortion(
    { door }: OrgSession,
    offboardingId: string,
    { object, field, toId }: Transfer,
    ids: readonly string[],
    idsPerCall: number,
    bulk: BulkApi
): Promise<number> {
    const refused = new Set<string>();
    for (const part of chunks(ids, idsPerCall)) {
        const answer = await door.prepareTransfer(
            offboardingId,
            object,
            part.map((id) => id.slice(0, 15))
        );
        answer.refused.forEach(({ id }) => refused.add(id.slice(0, 15)));
    }
    const prepared = ids.filter((id) => !refused.has(id.slice(0, 15)));
    if (prepared.length === 0) {
        return 0;
    }
    const { succeeded, failed } = await bulk.update(object, field, toId, prepared);
    let confirmed = 0;
    for (const part of chunks(succeeded, idsPerCall)) {
        confirmed += (await door.confirmTransfer(offboardingId, object, { ids: part, failed: [], done: false })).confirmed;
    }
    for (const part of chunks(failed, idsPerCall)) {
        confirmed += (await door.confirmTransfer(offboardingId, object, { ids: [], failed: part, done: false })).confirmed;
    }
    if (succeeded.length + failed.length < prepared.length) {
        // The job ended before its last rows: the org reads all that is prepared.
        confirmed += (await door.confirmTransfer(offboardingId, object, { ids: [], failed: [], done: false })).confirmed;
    }
    return confirmed;
}
