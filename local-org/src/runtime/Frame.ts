import type { AccessMode } from './ports.ts';

/** From this version on, queries and DML run in user mode and classes without a keyword with sharing. */
export const SECURE_BY_DEFAULT = 67;

/** What code of one class runs as. Which one holds depends on the caller only where sharing is inherited. */
export interface Frame {
    readonly typeName: string;
    readonly apiVersion: number;
    /** Do the sharing rules of the running user apply? */
    readonly sharing: boolean;
    /** Mode of queries and DML that name none. */
    readonly access: AccessMode;
    readonly type: FrameType | null;
}

/** Per class, emitted as a constant of its module. */
export class FrameType {
    readonly typeName: string;
    readonly apiVersion: number;
    readonly sharing: 'with' | 'without' | 'inherited' | 'trigger' | null;
    private readonly withSharing: Frame;
    private readonly withoutSharing: Frame;

    constructor(typeName: string, apiVersion: number, sharing: FrameType['sharing']) {
        this.typeName = typeName;
        this.apiVersion = apiVersion;
        this.sharing = sharing;
        const access = sharing !== 'trigger' && apiVersion >= SECURE_BY_DEFAULT ? 'user' : 'system';
        this.withSharing = { typeName, apiVersion, sharing: true, access, type: this };
        this.withoutSharing = { typeName, apiVersion, sharing: false, access, type: this };
    }

    /** The frame when called from there. */
    under(caller: Frame): Frame {
        return this.sharesUnder(caller) ? this.withSharing : this.withoutSharing;
    }

    private sharesUnder(caller: Frame): boolean {
        switch (this.sharing) {
            case 'with':
                return true;
            case 'without':
            case 'trigger':
                return false;
            case 'inherited':
                return caller.sharing;
            case null:
                return this.apiVersion >= SECURE_BY_DEFAULT || caller.sharing;
        }
    }
}

/** Where no class is running: what calls from outside start with. */
export const OUTERMOST: Frame = { typeName: '', apiVersion: SECURE_BY_DEFAULT, sharing: false, access: 'system', type: null };
export const OUTERMOST_WITH_SHARING: Frame = { ...OUTERMOST, sharing: true };
