/** System.Label: labels whose names are known only at run time. `Label.Some_Name` is the compiler's. */
import { InternalError } from '../../runtime/errors.ts';
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';

/** The org has no namespace of its own and no packages: any other one holds no label. */
const OWN_NAMESPACES = new Set(['', 'c']);

/** Throws System.InvalidParameterValueException when there is no such label. */
function text(rt: OrgRuntime, namespace: string | null, name: string | null): string {
    const wanted = argument(name);
    if (OWN_NAMESPACES.has((namespace ?? '').toLowerCase())) {
        try {
            return rt.label(wanted);
        } catch (error) {
            if (!(error instanceof InternalError)) {
                throw error;
            }
        }
    }
    throw ApexException.of('System.InvalidParameterValueException', `Invalid label: ${wanted}`);
}

// Translations are not read: what asks for a language stays unsupported.
export default library('System.Label', {
    'static String get(String namespace, String label)': (rt, namespace: string | null, label: string | null) => text(rt, namespace, label)
});
