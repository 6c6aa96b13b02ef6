/** System.Security */
import { library } from '../../runtime/library.ts';
import type { ApexEnum } from '../../runtime/values/ApexEnum.ts';
import { argument } from '../../runtime/operators.ts';
import type { ApexList } from '../../runtime/values/ApexList.ts';
import { stripInaccessible } from '../support/stripInaccessible.ts';

export default library('System.Security', {
    'static SObjectAccessDecision stripInaccessible(AccessType access, List<SObject> records)': (rt, access: ApexEnum, records: ApexList) =>
        stripInaccessible(rt, argument(access).name, argument(records), true),
    'static SObjectAccessDecision stripInaccessible(AccessType access, List<SObject> records, Boolean enforceRootObjectCRUD)': (
        rt,
        access: ApexEnum,
        records: ApexList,
        enforce: boolean
    ) => stripInaccessible(rt, argument(access).name, argument(records), argument(enforce))
});
