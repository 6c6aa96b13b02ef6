/**
 * Setup objects and other objects cannot be changed in one transaction (platform.md §4.1). `transaction.mixedDml` says
 * what has happened; System.runAs swaps it for a fresh one.
 */
import type { RowError } from '../../runtime/ports.ts';
import type { MixedDmlState, Transaction } from '../../runtime/Transaction.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import type { SaveVerb } from '../ports.ts';
import type { Pending } from './Pending.ts';
import { rowError } from './rowErrors.ts';

/** A change of one of these makes an update of User a setup operation. */
const USER_SETUP_FIELDS = ['UserRoleId', 'IsActive', 'ForecastEnabled', 'IsPortalEnabled', 'Username', 'ProfileId'];

const NEITHER = new Set(['platformEvent', 'customMetadata', 'customSetting']);

/** Which side the rows are on; null: they may stand beside both. */
export function sideOf(object: SObjectSchema, verb: SaveVerb, rows: readonly Pending[]): 'setup' | 'data' | null {
    if (NEITHER.has(object.kind)) {
        return null;
    }
    if (!object.setup) {
        return 'data';
    }
    switch (object.name) {
        case 'User':
            return rows.some((row) => isUserSetup(verb, row)) ? 'setup' : null;
        case 'Group':
            // "You can only insert and update a group in a transaction with other sObjects."
            return verb === 'insert' || verb === 'update' ? null : 'setup';
        default:
            return 'setup';
    }
}

function isUserSetup(verb: SaveVerb, row: Pending): boolean {
    if (verb === 'insert') {
        return (row.after?.UserRoleId ?? null) !== null;
    }
    return verb !== 'update' || USER_SETUP_FIELDS.some((field) => row.given.has(field) && row.changes(field));
}

/** Notes the side; the error of every row when it is the wrong one. */
export function mixedDmlError(transaction: Transaction, object: SObjectSchema, side: 'setup' | 'data' | null): RowError | null {
    const state: MixedDmlState = transaction.mixedDml;
    if (side === null) {
        return null;
    }
    if (state.side !== 'none' && state.side !== side) {
        return rowError(
            'MIXED_DML_OPERATION',
            'DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ' +
                `${object.name}, original object: ${state.firstObject}`
        );
    }
    if (state.side === 'none') {
        state.side = side;
        state.firstObject = object.name;
    }
    return null;
}
