/** System.AccessLevel: the two constants. */
import { argument } from '../../runtime/operators.ts';
import type { AccessMode } from '../../runtime/ports.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

export class AccessLevel extends LibraryObject {
    readonly apexType = 'System.AccessLevel';
    readonly mode: AccessMode;

    private constructor(mode: AccessMode) {
        super();
        this.mode = mode;
    }

    static readonly USER = new AccessLevel('user');
    static readonly SYSTEM = new AccessLevel('system');

    override toString(): string {
        return this.mode === 'user' ? 'USER_MODE' : 'SYSTEM_MODE';
    }
}

/** The mode of an argument; absent: the frame decides. */
export function modeOf(level: AccessLevel | null | undefined): AccessMode | null {
    return level === undefined ? null : argument(level).mode;
}
