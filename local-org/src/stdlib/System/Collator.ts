/** System.Collator: order of texts in the running user's locale. */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { userLocale } from '../support/user.ts';

class Collator extends LibraryObject {
    readonly apexType = 'System.Collator';
    private readonly collator: Intl.Collator;

    constructor(locale: string) {
        super();
        this.collator = new Intl.Collator(locale);
    }

    override get superTypes(): readonly string[] {
        return ['System.Comparator', 'System.Comparator<String>'];
    }

    compare(a: string, b: string): number {
        return this.collator.compare(a, b);
    }

    /** List.sort(comparator) calls it through the interface. */
    'System.Comparator.compare(T,T)'(a: string | null, b: string | null): number {
        return this.compare(argument(a), argument(b));
    }
}

export default library('System.Collator', {
    'static Collator getInstance()': (rt) => new Collator(userLocale(rt)),
    'Integer compare(String a, String b)': (_rt, self: Collator, a: string | null, b: string | null) =>
        self.compare(argument(a), argument(b))
});
