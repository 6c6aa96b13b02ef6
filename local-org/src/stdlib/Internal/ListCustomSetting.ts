/** `X__c.getAll()`, `getInstance(name)` and `getValues(name)` of list custom settings. */
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { toId } from '../../runtime/values/ids.ts';
import type { SObject } from '../../runtime/values/SObject.ts';
import { objectToken } from '../Schema/tokens.ts';
import { instanceFor, setting, valuesOf } from './customSettings.ts';
import { systemRows } from './systemRows.ts';

function named(rt: OrgRuntime, name: string, key: string | null): SObject | null {
    return systemRows(rt, setting(rt, name, 'List', 'getValues(String)'), { Name: argument(key) })[0] ?? null;
}

/** An Id in a String variable chooses these methods although the setting is a hierarchy. */
function isHierarchy(rt: OrgRuntime, name: string): boolean {
    return objectToken(rt, name).schema.customSettingsType === 'Hierarchy';
}

export default library('Internal.ListCustomSetting', {
    'static Map<String,T> getAll()': (rt, name: string) =>
        new ApexMap(
            'String',
            name,
            systemRows(rt, setting(rt, name, 'List', 'getAll()')).map((row) => [row.get('name'), row] as const)
        ),
    'static T getInstance(String name)': (rt, name: string, key: string | null) =>
        isHierarchy(rt, name) ? instanceFor(rt, objectToken(rt, name).schema, argument(toId(key))) : named(rt, name, key),
    'static T getValues(String name)': (rt, name: string, key: string | null) =>
        isHierarchy(rt, name) ? valuesOf(rt, objectToken(rt, name).schema, argument(toId(key))) : named(rt, name, key)
});
