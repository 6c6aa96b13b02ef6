export type KeptDatabaseReason = 'newerVersion' | 'notADatabase' | 'fieldRemoved' | 'fieldChanged' | 'objectRemoved';

/** A kept database does not fit: the message names what and how to start over. */
export class KeptDatabaseError extends Error {
    readonly reason: KeptDatabaseReason;
    readonly object: string | null;
    readonly field: string | null;

    constructor(reason: KeptDatabaseReason, message: string, object: string | null = null, field: string | null = null) {
        super(`${message} Start over with --fresh, or bring the old metadata back.`);
        this.name = 'KeptDatabaseError';
        this.reason = reason;
        this.object = object;
        this.field = field;
    }
}
