/** What every stage of a DML statement needs. */
import type { DmlOptions } from '../../runtime/ports.ts';
import type { Transaction } from '../../runtime/Transaction.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import type { AccessPolicy, EventSink, PendingRow, Save, SaveRule, SaveVerb, TriggerRunner } from '../ports.ts';
import type { Store } from '../store/Store.ts';
import { alive } from './Pending.ts';
import type { Pending } from './Pending.ts';

export interface RoomParts {
    store: Store;
    policy: AccessPolicy;
    rules: readonly SaveRule[];
    triggers: TriggerRunner;
    events: EventSink;
}

export interface DmlContext extends RoomParts {
    transaction: Transaction;
    options: DmlOptions;
    /** Time zone of a user. */
    zoneOf(userId: string): string;
}

/** Runs one hook of every rule that is about the object, each with the rows that are still alive. */
export function runRules(
    context: DmlContext,
    hook: 'prepare' | 'check' | 'saved',
    verb: SaveVerb,
    object: SObjectSchema,
    rows: readonly Pending[],
    indirect = false
): void {
    let save: Save | null = null;
    const lower = object.name.toLowerCase();
    for (const rule of context.rules) {
        if (!rule[hook] || (rule.objects && !rule.objects.has(lower)) || (rule.verbs && !rule.verbs.has(verb))) {
            continue;
        }
        const left: readonly PendingRow[] = alive(rows);
        if (left.length === 0) {
            return;
        }
        save ??= { transaction: context.transaction, verb, object, options: context.options, indirect };
        rule[hook](save, left);
    }
}
