/** The status tables of standard objects, one row per picklist value: what is closed, won, converted. */
import type { Store } from '../../data/store/Store.ts';
import type { StoredRow } from '../../data/ports.ts';
import { fieldOf } from '../../schema/model.ts';

/** Stages as a new org has them: probability and forecast category. Others are open, 50 %, Pipeline. */
const STAGES: Record<string, { probability: number; forecast: string; closed?: boolean; won?: boolean }> = {
    Prospecting: { probability: 10, forecast: 'Pipeline' },
    Qualification: { probability: 10, forecast: 'Pipeline' },
    'Needs Analysis': { probability: 20, forecast: 'Pipeline' },
    'Value Proposition': { probability: 50, forecast: 'Pipeline' },
    'Id. Decision Makers': { probability: 60, forecast: 'Pipeline' },
    'Perception Analysis': { probability: 70, forecast: 'Pipeline' },
    'Proposal/Price Quote': { probability: 75, forecast: 'Pipeline' },
    'Negotiation/Review': { probability: 90, forecast: 'Pipeline' },
    'Closed Won': { probability: 100, forecast: 'Closed', closed: true, won: true },
    'Closed Lost': { probability: 0, forecast: 'Omitted', closed: true }
};
const OTHER_STAGE: (typeof STAGES)[string] = { probability: 50, forecast: 'Pipeline' };

interface StatusTable {
    table: string;
    object: string;
    field: string;
    /** What a value means beyond its name. */
    facts(value: string): StoredRow;
}

const TABLES: readonly StatusTable[] = [
    {
        table: 'OpportunityStage',
        object: 'Opportunity',
        field: 'StageName',
        facts: (value) => {
            const { probability, forecast, closed = false, won = false } = STAGES[value] ?? OTHER_STAGE;
            return {
                IsActive: 1,
                IsClosed: closed ? 1 : 0,
                IsWon: won ? 1 : 0,
                DefaultProbability: probability,
                ForecastCategory: forecast,
                ForecastCategoryName: forecast
            };
        }
    },
    { table: 'CaseStatus', object: 'Case', field: 'Status', facts: (value) => ({ IsClosed: value === 'Closed' ? 1 : 0 }) },
    { table: 'TaskStatus', object: 'Task', field: 'Status', facts: (value) => ({ IsClosed: value === 'Completed' ? 1 : 0 }) },
    { table: 'LeadStatus', object: 'Lead', field: 'Status', facts: (value) => ({ IsConverted: value === 'Closed - Converted' ? 1 : 0 }) }
];

/** Adds the values that the tables lack; call with every opening, as the project may bring values of its own. */
export function deployStatusRows(store: Store, adminId: string): void {
    for (const { table, object, field, facts } of TABLES) {
        const owner = store.schema.object(object);
        const values = (owner && fieldOf(owner, field)?.picklistValues) ?? [];
        const known = new Set(store.all(`SELECT ApiName AS name FROM "${table}"`).map((row) => String(row.name)));
        values.forEach(({ value, label, isDefault }, index) => {
            if (!known.has(value)) {
                const hasDefault: StoredRow = table === 'OpportunityStage' ? {} : { IsDefault: isDefault ? 1 : 0 };
                store.insert(
                    table,
                    { ApiName: value, MasterLabel: label, SortOrder: index + 1, ...hasDefault, ...facts(value) },
                    { userId: adminId }
                );
            }
        });
    }
}
