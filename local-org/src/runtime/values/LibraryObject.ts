/**
 * An instance of a class of the platform (System.HttpRequest, Schema.DescribeSObjectResult …).
 * Each class of stdlib that has instances extends it.
 */
export abstract class LibraryObject {
    /** With namespace, in Apex's spelling: `System.HttpRequest`. */
    abstract readonly apexType: string;

    /** Superclass and interfaces with namespace, for `instanceof`; none for most. */
    get superTypes(): readonly string[] {
        return [];
    }

    /** Apex's equals, `==`, and membership in sets and map keys. Identity unless overridden; override `hashKey` with it. */
    equals(other: unknown): boolean {
        return this === other;
    }

    /** Text that is equal for equal objects; null = identity. */
    hashKey(): string | null {
        return null;
    }

    /** String.valueOf and debug output. */
    toString(): string {
        return `${this.apexType.slice(this.apexType.lastIndexOf('.') + 1)}[]`;
    }
}
