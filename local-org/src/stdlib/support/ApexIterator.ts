/** Iterator over a collection of the platform; the collection must not change meanwhile. */
import { ApexException } from '../../runtime/values/ApexException.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

export class ApexIterator extends LibraryObject {
    readonly apexType = 'System.ListIterator';
    private readonly source: Iterator<unknown>;
    private upcoming: IteratorResult<unknown> | null = null;
    private readonly elementType: string;

    constructor(elementType: string, values: Iterable<unknown>) {
        super();
        this.elementType = elementType;
        this.source = values[Symbol.iterator]();
    }

    override get superTypes(): readonly string[] {
        return ['System.Iterator', `System.Iterator<${this.elementType}>`];
    }

    hasNext(): boolean {
        this.upcoming ??= this.source.next();
        return !this.upcoming.done;
    }

    next(): unknown {
        if (!this.hasNext()) {
            throw ApexException.of('System.NoSuchElementException', null);
        }
        const { value } = this.upcoming!;
        this.upcoming = null;
        return value;
    }
}
