/** System.TimeZone's object. */
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

export class TimeZone extends LibraryObject {
    readonly apexType = 'System.TimeZone';
    /** IANA name. */
    readonly id: string;

    constructor(id: string) {
        super();
        this.id = id;
    }

    override equals(other: unknown): boolean {
        return other instanceof TimeZone && other.id === this.id;
    }

    override hashKey(): string {
        return this.id;
    }

    override toString(): string {
        return this.id;
    }
}
