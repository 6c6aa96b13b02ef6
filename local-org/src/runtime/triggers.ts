/** Trigger context variables, and running the triggers of an object. */
import type { ClassRegistry } from './ClassRegistry.ts';
import type { Enums } from './enums.ts';
import { LimitExceeded } from './errors.ts';
import type { Transaction, TriggerContext } from './Transaction.ts';
import { ApexList } from './values/ApexList.ts';
import { ApexMap } from './values/ApexMap.ts';
import type { SObject } from './values/SObject.ts';

/** platform.md §7 */
const MAXIMUM_DEPTH = 16;

const OPERATIONS = ['BEFORE_INSERT', 'BEFORE_UPDATE', 'BEFORE_DELETE', 'AFTER_INSERT', 'AFTER_UPDATE', 'AFTER_DELETE', 'AFTER_UNDELETE'];

interface Variables {
    new: ApexList | null;
    old: ApexList | null;
    newMap: ApexMap | null;
    oldMap: ApexMap | null;
}

const variables = new WeakMap<TriggerContext, Variables>();

/** Trigger.<name>, lower-case; null or false outside of a trigger. */
export function triggerVariable(transaction: Transaction, enums: Enums, name: string): unknown {
    const context = transaction.triggers.at(-1);
    if (!context) {
        return name.startsWith('is') ? false : null;
    }
    const { operation } = context;
    switch (name) {
        case 'new':
        case 'old':
            return variablesOf(context)[name];
        case 'newmap':
            return variablesOf(context).newMap;
        case 'oldmap':
            return variablesOf(context).oldMap;
        case 'isexecuting':
            return true;
        case 'isbefore':
            return operation.startsWith('BEFORE');
        case 'isafter':
            return operation.startsWith('AFTER');
        case 'isinsert':
            return operation.endsWith('_INSERT');
        case 'isupdate':
            return operation.endsWith('_UPDATE');
        case 'isdelete':
            return operation.endsWith('_DELETE') && !operation.endsWith('UNDELETE');
        case 'isundelete':
            return operation.endsWith('UNDELETE');
        case 'size':
            return (context.newRecords ?? context.oldRecords ?? []).length;
        case 'operationtype':
            return enums.constant('System.TriggerOperation', operation, OPERATIONS);
        default:
            return null;
    }
}

/** The same lists for the whole run of a context: one trigger sees what another put in. */
function variablesOf(context: TriggerContext): Variables {
    let made = variables.get(context);
    if (!made) {
        const byId = context.operation !== 'BEFORE_INSERT';
        made = {
            new: listOf(context, context.newRecords),
            old: listOf(context, context.oldRecords),
            newMap: byId ? mapOf(context, context.newRecords) : null,
            oldMap: mapOf(context, context.oldRecords)
        };
        variables.set(context, made);
    }
    return made;
}

function listOf(context: TriggerContext, records: SObject[] | null): ApexList | null {
    return records && new ApexList(context.object, records);
}

function mapOf(context: TriggerContext, records: SObject[] | null): ApexMap | null {
    return (
        records &&
        new ApexMap(
            'Id',
            context.object,
            records.map((record) => [record.id, record] as const)
        )
    );
}

/** `BEFORE_INSERT` → `before insert` */
function eventOf(context: TriggerContext): string {
    return context.operation.toLowerCase().replace('_', ' ');
}

/** Names of the triggers that the context concerns, in the order of their names (Salesforce promises none). */
export function triggersFor(classes: ClassRegistry, context: TriggerContext): string[] {
    const event = eventOf(context);
    const wanted = context.object.toLowerCase();
    return [...classes.triggerTypes()]
        .filter(({ trigger }) => trigger?.object.toLowerCase() === wanted && trigger.events.includes(event))
        .map((meta) => meta.name)
        .sort();
}

/** Runs them one after the other over the same records. */
export function runTriggers(
    transaction: Transaction,
    context: TriggerContext,
    names: readonly string[],
    run: (name: string) => void
): void {
    if (names.length === 0) {
        return;
    }
    if (transaction.triggers.at(-1) === context) {
        // Who saves the records has put it there, and looked at the depth.
        names.forEach(run);
        return;
    }
    if (transaction.triggers.length >= MAXIMUM_DEPTH) {
        throw new LimitExceeded(`Maximum trigger depth exceeded`);
    }
    transaction.triggers.push(context);
    try {
        names.forEach(run);
    } finally {
        transaction.triggers.pop();
    }
}
