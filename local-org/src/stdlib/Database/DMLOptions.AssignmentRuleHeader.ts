/** Database.DMLOptions.AssignmentRuleHeader */
import { library } from '../../runtime/library.ts';
import { AssignmentRuleHeader } from '../support/DmlOptions.ts';

export default library('Database.DMLOptions.AssignmentRuleHeader', {
    'new()': () => new AssignmentRuleHeader(),
    'get Id AssignmentRuleId': (_rt, self: AssignmentRuleHeader) => self.assignmentRuleId,
    'set Id AssignmentRuleId': (_rt, self: AssignmentRuleHeader, value: string | null) => (self.assignmentRuleId = value),
    'get Boolean UseDefaultRule': (_rt, self: AssignmentRuleHeader) => self.useDefaultRule,
    'set Boolean UseDefaultRule': (_rt, self: AssignmentRuleHeader, value: boolean | null) => (self.useDefaultRule = value)
});
