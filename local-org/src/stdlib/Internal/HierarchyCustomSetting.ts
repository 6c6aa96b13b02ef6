/** `X__c.getInstance()`, `getOrgDefaults()` and `getValues` of hierarchy custom settings. */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { instanceFor, orgDefaults, setting, valuesOf } from './customSettings.ts';

export default library('Internal.HierarchyCustomSetting', {
    'static T getInstance()': (rt, name: string) => instanceFor(rt, setting(rt, name, 'Hierarchy', 'getInstance()'), rt.tx.userId),
    'static T getInstance(Id userOrProfileId)': (rt, name: string, id: string | null) =>
        instanceFor(rt, setting(rt, name, 'Hierarchy', 'getInstance(Id)'), argument(id)),
    'static T getOrgDefaults()': (rt, name: string) => orgDefaults(rt, setting(rt, name, 'Hierarchy', 'getOrgDefaults()')),
    'static T getValues(Id ownerId)': (rt, name: string, id: string | null) =>
        valuesOf(rt, setting(rt, name, 'Hierarchy', 'getValues(Id)'), argument(id))
});
