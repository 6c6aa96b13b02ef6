/** System.Schema: the describe calls that name objects at run time. */
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { argument } from '../../runtime/operators.ts';
import type { ApexEnum } from '../../runtime/values/ApexEnum.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { DescribeMap } from '../Schema/describeMap.ts';
import { describeObject } from '../Schema/DescribeSObjectResult.ts';
import { globalTokens } from '../Schema/tokens.ts';

/** Throws System.InvalidParameterValueException for names that are none of the org's objects. */
function describeAll(rt: OrgRuntime, names: ApexList | null, options: ApexEnum | null): ApexList {
    const objects = globalTokens(rt);
    const results = argument(names).items.map((name) => {
        const token = objects.get(String(name).toLowerCase());
        if (!token) {
            throw ApexException.of(
                'System.InvalidParameterValueException',
                `Invalid sobject provided. The Schema.describeSObject() methods does not support the ${String(name)} sobject as a parameter. The sobject provided does not exist.`
            );
        }
        return describeObject(rt, token, options);
    });
    return new ApexList('Schema.DescribeSObjectResult', results);
}

export default library('System.Schema', {
    'static Map<String,Schema.SObjectType> getGlobalDescribe()': (rt) => new DescribeMap('Schema.SObjectType', globalTokens(rt)),
    'static List<Schema.DescribeSObjectResult> describeSObjects(List<String> names)': (rt, names: ApexList | null) =>
        describeAll(rt, names, null),
    'static List<Schema.DescribeSObjectResult> describeSObjects(List<String> names, Schema.SObjectDescribeOptions options)': (
        rt,
        names: ApexList | null,
        options: ApexEnum | null
    ) => describeAll(rt, names, argument(options))
});
