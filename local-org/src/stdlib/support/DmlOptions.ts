/** Database.DMLOptions and its headers. */
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

export class AssignmentRuleHeader extends LibraryObject {
    readonly apexType = 'Database.DMLOptions.AssignmentRuleHeader';
    assignmentRuleId: string | null = null;
    useDefaultRule: boolean | null = null;
}

export class EmailHeader extends LibraryObject {
    readonly apexType = 'Database.DMLOptions.EmailHeader';
    triggerAutoResponseEmail: boolean | null = null;
    triggerOtherEmail: boolean | null = null;
    triggerUserEmail: boolean | null = null;
}

export class DuplicateRuleHeader extends LibraryObject {
    readonly apexType = 'Database.DMLOptions.DuplicateRuleHeader';
    allowSave: boolean | null = null;
    runAsCurrentUser: boolean | null = null;
}

export class DmlOptions extends LibraryObject {
    readonly apexType = 'Database.DMLOptions';
    allowFieldTruncation: boolean | null = null;
    optAllOrNone: boolean | null = null;
    localeOptions: string | null = null;
    assignmentRuleHeader = new AssignmentRuleHeader();
    emailHeader = new EmailHeader();
    duplicateRuleHeader = new DuplicateRuleHeader();
}
