/** System.UUID */
import { randomUUID } from 'node:crypto';
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { stringHash } from '../../runtime/values/equality.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

class UUID extends LibraryObject {
    readonly apexType = 'System.UUID';
    readonly text: string;

    constructor(text: string) {
        super();
        this.text = text;
    }

    override equals(other: unknown): boolean {
        return other instanceof UUID && other.text === this.text;
    }

    override hashKey(): string {
        return this.text;
    }

    override toString(): string {
        return this.text;
    }
}

export default library('System.UUID', {
    'Boolean equals(Object other)': (_rt, self: UUID, other: unknown) => self.equals(other),
    'static UUID fromString(String text)': (_rt, text: string) => {
        if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(argument(text))) {
            throw ApexException.of('System.IllegalArgumentException', `Invalid UUID string: ${text}`);
        }
        return new UUID(text.toLowerCase());
    },
    'Integer hashCode()': (_rt, self: UUID) => stringHash(self.text),
    'static UUID randomUUID()': () => new UUID(randomUUID()),
    'String toString()': (_rt, self: UUID) => self.text
});
