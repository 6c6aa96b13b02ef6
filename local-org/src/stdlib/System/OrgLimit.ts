/** System.OrgLimit */
import { library } from '../../runtime/library.ts';
import type { OrgLimit } from './OrgLimits.ts';

export default library('System.OrgLimit', {
    'String getName()': (_rt, self: OrgLimit) => self.name,
    'Integer getLimit()': (_rt, self: OrgLimit) => self.limit,
    'Integer getValue()': () => 0
});
