/** System.Version */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

class Version extends LibraryObject {
    readonly apexType = 'System.Version';
    readonly parts: readonly [number, number, number | null];

    constructor(major: number, minor: number, patch: number | null) {
        super();
        this.parts = [major, minor, patch];
    }

    compare(other: Version): number {
        const at = this.parts.findIndex((part, index) => (part ?? 0) !== (other.parts[index] ?? 0));
        return at < 0 ? 0 : (this.parts[at] ?? 0) < (other.parts[at] ?? 0) ? -1 : 1;
    }

    override equals(other: unknown): boolean {
        return other instanceof Version && this.compare(other) === 0;
    }

    override hashKey(): string {
        return this.parts.map((part) => part ?? 0).join('.');
    }

    override toString(): string {
        return this.parts.filter((part) => part !== null).join('.');
    }
}

export default library('System.Version', {
    'new(Integer major, Integer minor)': (_rt, major: number, minor: number) => new Version(argument(major), argument(minor), null),
    'new(Integer major, Integer minor, Integer patch)': (_rt, major: number, minor: number, patch: number) =>
        new Version(argument(major), argument(minor), argument(patch)),
    'Integer compareTo(Version other)': (_rt, self: Version, other: Version) => self.compare(argument(other)),
    'Integer major()': (_rt, self: Version) => self.parts[0],
    'Integer minor()': (_rt, self: Version) => self.parts[1],
    'Integer patch()': (_rt, self: Version) => self.parts[2]
});
