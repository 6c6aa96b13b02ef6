/** Database.DMLOptions.DuplicateRuleHeader */
import { library } from '../../runtime/library.ts';
import { DuplicateRuleHeader } from '../support/DmlOptions.ts';

export default library('Database.DMLOptions.DuplicateRuleHeader', {
    'new()': () => new DuplicateRuleHeader(),
    'get Boolean AllowSave': (_rt, self: DuplicateRuleHeader) => self.allowSave,
    'set Boolean AllowSave': (_rt, self: DuplicateRuleHeader, value: boolean | null) => (self.allowSave = value),
    'get Boolean RunAsCurrentUser': (_rt, self: DuplicateRuleHeader) => self.runAsCurrentUser,
    'set Boolean RunAsCurrentUser': (_rt, self: DuplicateRuleHeader, value: boolean | null) => (self.runAsCurrentUser = value)
});
