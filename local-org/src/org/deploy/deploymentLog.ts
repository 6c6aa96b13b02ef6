/** Results of deployments, kept with the org's records: who asks after a restart is told what became of a deployment. */
import type { Store } from '../../data/store/Store.ts';
import type { DeployResult } from './types.ts';

const TABLE = `CREATE TABLE IF NOT EXISTS _deployments (id TEXT PRIMARY KEY, result TEXT NOT NULL)`;
const KEPT = 20;

export function keepResult(store: Store, result: DeployResult): void {
    store.change('_deployments', TABLE);
    store.change('_deployments', `INSERT OR REPLACE INTO _deployments (id, result) VALUES (?, ?)`, result.id, JSON.stringify(result));
    store.change(
        '_deployments',
        `DELETE FROM _deployments WHERE rowid NOT IN (SELECT rowid FROM _deployments ORDER BY rowid DESC LIMIT ?)`,
        KEPT
    );
}

/** Of a deployment of an earlier process; one that had not ended then has failed. null when nothing is known of it. */
export function keptResult(store: Store, id: string): DeployResult | null {
    store.change('_deployments', TABLE);
    const row = store.get(`SELECT result FROM _deployments WHERE substr(id, 1, 15) = ?`, id.slice(0, 15));
    if (!row) {
        return null;
    }
    const result = JSON.parse(String(row.result)) as DeployResult;
    return result.done
        ? result
        : {
              ...result,
              done: true,
              success: false,
              status: 'Failed',
              errorStatusCode: 'UNKNOWN_EXCEPTION',
              errorMessage: 'The deployment was interrupted: the process of the org ended while it ran. Nothing of it was applied.'
          };
}
