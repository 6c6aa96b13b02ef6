/** System.Label */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';

export default library('System.Label', {
    'static String get(String namespace, String label)': (rt, _namespace: string | null, label: string | null) => rt.label(argument(label)),
    // The local org has no translations: every language shows the label itself.
    'static String get(String namespace, String label, String language)': (rt, _namespace: string | null, label: string | null) => rt.label(argument(label)),
    'static Boolean translationExists(String namespace, String label, String language)': () => false
});
