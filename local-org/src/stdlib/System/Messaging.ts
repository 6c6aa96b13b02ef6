/** System.Messaging: single emails, checked and kept. */
import { UnsupportedError } from '../../runtime/errors.ts';
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { Email, SendEmailResult, sentEmails } from '../support/email.ts';

function refuse(statusCode: string, message: string, fields: string): ApexException {
    const exception = ApexException.of(
        'System.EmailException',
        `SendEmail failed. First exception on row 0; first error: ${statusCode}, ${message}: [${fields}]`
    );
    exception.dmlErrors = [{ index: 0, id: null, statusCode, message, fields: fields === '' ? [] : fields.split(', ') }];
    return exception;
}

function check(email: Email): void {
    if (
        email.list('ToAddresses').length + email.list('CcAddresses').length + email.list('BccAddresses').length === 0 &&
        !email.text('TargetObjectId')
    ) {
        throw refuse('REQUIRED_FIELD_MISSING', 'Add a recipient to send an email.', '');
    }
    if (!email.text('PlainTextBody') && !email.text('HtmlBody') && !email.text('TemplateId')) {
        throw refuse('REQUIRED_FIELD_MISSING', 'Missing body, need at least one of html or plainText', 'html, plainText');
    }
}

function sendAll(rt: OrgRuntime, emails: ApexList): ApexList {
    rt.tx.limits.count('emailInvocations');
    const results = argument(emails).items.map((email) => {
        if (!(argument(email) instanceof Email)) {
            throw new UnsupportedError('System.Messaging.sendEmail of anything but Messaging.SingleEmailMessage');
        }
        check(email as Email);
        sentEmails(rt.tx).push(email as Email);
        return new SendEmailResult();
    });
    return new ApexList('Messaging.SendEmailResult', results);
}

export default library('System.Messaging', {
    'static void reserveSingleEmailCapacity(Integer amount)': (_rt, amount: number) => {
        argument(amount);
    },
    'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> emails)': (rt, emails: ApexList) => sendAll(rt, emails),
    'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> emails, Boolean allOrNothing)': (rt, emails: ApexList) =>
        sendAll(rt, emails)
});
