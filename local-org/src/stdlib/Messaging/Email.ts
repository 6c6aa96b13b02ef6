/** Messaging.Email: what all kinds of email share. */
import { library } from '../../runtime/library.ts';
import { emailMembers } from '../support/email.ts';

export default library(
    'Messaging.Email',
    emailMembers(
        {
            BccSender: 'Boolean',
            EmailPriority: 'String',
            ReplyTo: 'String',
            SaveAsActivity: 'Boolean',
            SenderDisplayName: 'String',
            Subject: 'String',
            UseSignature: 'Boolean'
        },
        true
    )
);
