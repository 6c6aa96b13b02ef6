/** System.FeatureManagement */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';

export default library('System.FeatureManagement', {
    'static Boolean checkPermission(String name)': (rt, name: string | null) =>
        rt.tx.ports.security.hasCustomPermission(rt.tx.userId, argument(name))
});
