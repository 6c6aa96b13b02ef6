/** Database.DMLOptions. "The default for OptAllOrNone is false." (Apex reference, DmlOptions) */
import { library } from '../../runtime/library.ts';
import { DmlOptions } from '../support/DmlOptions.ts';
import type { AssignmentRuleHeader, DuplicateRuleHeader, EmailHeader } from '../support/DmlOptions.ts';

export default library('Database.DMLOptions', {
    'new()': () => new DmlOptions(),
    'get Boolean AllowFieldTruncation': (_rt, self: DmlOptions) => self.allowFieldTruncation,
    'set Boolean AllowFieldTruncation': (_rt, self: DmlOptions, value: boolean | null) => (self.allowFieldTruncation = value),
    'get Database.DMLOptions.AssignmentRuleHeader AssignmentRuleHeader': (_rt, self: DmlOptions) => self.assignmentRuleHeader,
    'set Database.DMLOptions.AssignmentRuleHeader AssignmentRuleHeader': (_rt, self: DmlOptions, value: AssignmentRuleHeader) =>
        (self.assignmentRuleHeader = value),
    'get Database.DMLOptions.DuplicateRuleHeader DuplicateRuleHeader': (_rt, self: DmlOptions) => self.duplicateRuleHeader,
    'set Database.DMLOptions.DuplicateRuleHeader DuplicateRuleHeader': (_rt, self: DmlOptions, value: DuplicateRuleHeader) =>
        (self.duplicateRuleHeader = value),
    'get Database.DMLOptions.EmailHeader EmailHeader': (_rt, self: DmlOptions) => self.emailHeader,
    'set Database.DMLOptions.EmailHeader EmailHeader': (_rt, self: DmlOptions, value: EmailHeader) => (self.emailHeader = value),
    'get String LocaleOptions': (_rt, self: DmlOptions) => self.localeOptions,
    'set String LocaleOptions': (_rt, self: DmlOptions, value: string | null) => (self.localeOptions = value),
    'get Boolean OptAllOrNone': (_rt, self: DmlOptions) => self.optAllOrNone,
    'set Boolean OptAllOrNone': (_rt, self: DmlOptions, value: boolean | null) => (self.optAllOrNone = value)
});
