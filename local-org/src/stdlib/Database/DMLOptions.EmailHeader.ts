/** Database.DMLOptions.EmailHeader */
import { library } from '../../runtime/library.ts';
import { EmailHeader } from '../support/DmlOptions.ts';

export default library('Database.DMLOptions.EmailHeader', {
    'new()': () => new EmailHeader(),
    'get Boolean TriggerAutoResponseEmail': (_rt, self: EmailHeader) => self.triggerAutoResponseEmail,
    'set Boolean TriggerAutoResponseEmail': (_rt, self: EmailHeader, value: boolean | null) => (self.triggerAutoResponseEmail = value),
    'get Boolean TriggerOtherEmail': (_rt, self: EmailHeader) => self.triggerOtherEmail,
    'set Boolean TriggerOtherEmail': (_rt, self: EmailHeader, value: boolean | null) => (self.triggerOtherEmail = value),
    'get Boolean TriggerUserEmail': (_rt, self: EmailHeader) => self.triggerUserEmail,
    'set Boolean TriggerUserEmail': (_rt, self: EmailHeader, value: boolean | null) => (self.triggerUserEmail = value)
});
