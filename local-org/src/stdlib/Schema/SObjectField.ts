/** Schema.SObjectField */
import { library } from '../../runtime/library.ts';
import { describeField } from './DescribeFieldResult.ts';
import type { FieldToken } from './tokens.ts';

export default library('Schema.SObjectField', {
    'Schema.DescribeFieldResult getDescribe()': (rt, self: FieldToken) => describeField(rt, self)
});
