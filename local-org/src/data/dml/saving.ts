/** Insert and update of one chunk, in the platform's order of execution. */
import type { SObjectSchema } from '../../schema/model.ts';
import { runRules } from './context.ts';
import type { DmlContext } from './context.ts';
import { checkRowAccess, loadRows } from './load.ts';
import { mixedDmlError, sideOf } from './mixedDml.ts';
import { alive } from './Pending.ts';
import type { Pending } from './Pending.ts';
import { checkReferences } from './references.ts';
import { applyDefaults, stampRows } from './systemFields.ts';
import { runTriggers } from './triggers.ts';
import { checkUnique } from './unique.ts';
import { validateRows } from './validate.ts';
import { takeValues } from './values.ts';
import { insertRows, updateRows } from './write.ts';

export type SavingVerb = 'insert' | 'update';

type Stage = (context: DmlContext, verb: SavingVerb, object: SObjectSchema, rows: Pending[]) => void;

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm */
const STAGES: readonly Stage[] = [
    loadOriginals,
    takeNewValues,
    refuseMixedDml,
    checkForeignKeys,
    fillIn,
    beforeTriggers,
    systemValidation,
    platformRules,
    saveToDatabase,
    sideEffects,
    afterTriggers
];

/**
 * Takes at most 200 rows of one object through every stage; rows that fail drop out. With all-or-none it stops after the
 * first stage that lost a row: the statement is undone anyway.
 */
export function saveChunk(context: DmlContext, verb: SavingVerb, object: SObjectSchema, rows: readonly Pending[]): void {
    for (const stage of STAGES) {
        const left = alive(rows);
        if (left.length === 0 || (context.options.allOrNone && left.length < rows.length)) {
            return;
        }
        stage(context, verb, object, left);
    }
}

function loadOriginals(context: DmlContext, verb: SavingVerb, object: SObjectSchema, rows: Pending[]): void {
    if (verb === 'update') {
        loadRows(context, object, rows);
        checkRowAccess(context, object, rows, 'edit');
    }
}

function takeNewValues(context: DmlContext, verb: SavingVerb, object: SObjectSchema, rows: Pending[]): void {
    takeValues(context, object, verb, rows);
    if (verb === 'insert') {
        applyDefaults(context, object, rows);
    } else {
        const givenAway = rows.filter((row) => !row.failed && row.given.has('OwnerId') && row.changes('OwnerId'));
        checkRowAccess(context, object, givenAway, 'transfer');
    }
}

function refuseMixedDml(context: DmlContext, verb: SavingVerb, object: SObjectSchema, rows: Pending[]): void {
    const error = mixedDmlError(context.transaction, object, sideOf(object, verb, rows));
    if (error) {
        rows.forEach((row) => row.fail(error));
    }
}

function checkForeignKeys(context: DmlContext, _verb: SavingVerb, object: SObjectSchema, rows: Pending[]): void {
    checkReferences(context.store, object, rows);
}

function fillIn(context: DmlContext, verb: SavingVerb, object: SObjectSchema, rows: Pending[]): void {
    runRules(context, 'prepare', verb, object, rows);
}

function beforeTriggers(context: DmlContext, verb: SavingVerb, object: SObjectSchema, rows: Pending[]): void {
    runTriggers(context, object, verb === 'insert' ? 'BEFORE_INSERT' : 'BEFORE_UPDATE', rows);
}

function systemValidation(context: DmlContext, _verb: SavingVerb, object: SObjectSchema, rows: Pending[]): void {
    validateRows(object, rows, context.options);
    if (context.triggers.hasTriggers(object, 'BEFORE_INSERT') || context.triggers.hasTriggers(object, 'BEFORE_UPDATE')) {
        checkReferences(context.store, object, alive(rows));
    }
    checkUnique(context.store, object, rows);
}

function platformRules(context: DmlContext, verb: SavingVerb, object: SObjectSchema, rows: Pending[]): void {
    runRules(context, 'check', verb, object, rows);
}

function saveToDatabase(context: DmlContext, verb: SavingVerb, object: SObjectSchema, rows: Pending[]): void {
    stampRows(context, object, rows, verb === 'insert');
    (verb === 'insert' ? insertRows : updateRows)(context, object, rows);
}

function sideEffects(context: DmlContext, verb: SavingVerb, object: SObjectSchema, rows: Pending[]): void {
    runRules(context, 'saved', verb, object, rows);
}

function afterTriggers(context: DmlContext, verb: SavingVerb, object: SObjectSchema, rows: Pending[]): void {
    runTriggers(context, object, verb === 'insert' ? 'AFTER_INSERT' : 'AFTER_UPDATE', rows);
}
