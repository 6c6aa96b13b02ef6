/** Messaging.SingleEmailMessage */
import { library } from '../../runtime/library.ts';
import type { LibraryBody } from '../../runtime/library.ts';
import { Email, emailMembers } from '../support/email.ts';

const LISTS = {
    BccAddresses: 'List<String>',
    CcAddresses: 'List<String>',
    Charset: 'String',
    EntityAttachments: 'List<String>',
    FileAttachments: 'List<Messaging.EmailFileAttachment>',
    HtmlBody: 'String',
    InReplyTo: 'String',
    OptOutPolicy: 'String',
    OrgWideEmailAddressId: 'Id',
    PlainTextBody: 'String',
    References: 'String',
    TargetObjectId: 'Id',
    TemplateId: 'Id',
    ToAddresses: 'List<String>',
    WhatId: 'Id'
};

const flag =
    (name: string): LibraryBody =>
    (_rt, self: Email) =>
        self.fields.get(name) === true;

const { 'void setTreatBodiesAsTemplate(Boolean value)': setTemplate, 'void setTreatTargetObjectAsRecipient(Boolean value)': setRecipient } =
    emailMembers({ TreatBodiesAsTemplate: 'Boolean', TreatTargetObjectAsRecipient: 'Boolean' }, false);

export default library('Messaging.SingleEmailMessage', {
    'new()': () => new Email(),
    ...emailMembers(LISTS, true),
    'void setTreatBodiesAsTemplate(Boolean value)': setTemplate,
    'void setTreatTargetObjectAsRecipient(Boolean value)': setRecipient,
    'Boolean isTreatBodiesAsTemplate()': flag('treatbodiesastemplate'),
    'Boolean isTreatTargetObjectAsRecipient()': flag('treattargetobjectasrecipient'),
    'get Boolean SaveAsActivity': flag('saveasactivity'),
    'set Boolean SaveAsActivity': (_rt, self: Email, value: boolean | null) => {
        self.fields.set('saveasactivity', value);
    },
    'get String Subject': (_rt, self: Email) => self.text('subject'),
    'set String Subject': (_rt, self: Email, value: string | null) => {
        self.fields.set('subject', value);
    }
});
