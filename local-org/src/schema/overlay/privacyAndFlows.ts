import type { ObjectOverlay } from './ObjectOverlay.ts';

const POINT = {
    calls: 'cudnq',
    sharing: 'ControlledByParent',
    references: { OwnerId: 'User|Group', ParentId: 'Account|Individual' }
} as const;
const TIMEZONES =
    'GMT|America/Los_Angeles|America/Denver|America/Chicago|America/New_York|Europe/London|Europe/Paris|Europe/Berlin|Asia/Tokyo';
const CHANNELS = 'Phone|Email|Web';

/** People apart from the records that name them, how they are reached; text blocks; flows. */
export const PRIVACY_AND_FLOWS: ObjectOverlay[] = [
    {
        name: 'Individual',
        prefix: '0PK',
        calls: 'cudnq',
        sharing: 'ReadWrite',
        plus: 'BirthDate ChildrenCount InfluencerRating ConsumerCreditScore ConsumerCreditScoreProviderName ConvictionsCount DeathDate InfluencerRating IsHomeOwner MilitaryService Occupation Website',
        required: 'LastName',
        readOnly: 'Name IndividualsAge',
        types: { FirstName: 'string(40)', LastName: 'string(80)', Website: 'url' },
        picklists: { Salutation: 'Mr.|Ms.|Mrs.|Dr.|Prof.|Mx.', IndividualsAge: '13 or Older|16 or Older' },
        references: { OwnerId: 'User' }
    },
    {
        name: 'ContactPointAddress',
        prefix: '8lW',
        ...POINT,
        picklists: { AddressType: 'Billing|Shipping', UsageType: 'Home|Work|Temp', BestTimeToContactTimezone: TIMEZONES },
        types: { Address: 'address', PreferenceRank: 'integer' }
    },
    {
        name: 'ContactPointEmail',
        prefix: '9Vl',
        ...POINT,
        nameField: 'EmailAddress',
        minus: 'Name',
        required: 'EmailAddress',
        readOnly: 'EmailDomain EmailMailBox',
        types: { EmailAddress: 'email', PreferenceRank: 'integer' },
        picklists: { UsageType: 'Home|Work|Temp', BestTimeToContactTimezone: TIMEZONES }
    },
    {
        name: 'ContactPointPhone',
        prefix: '0ow',
        ...POINT,
        nameField: 'TelephoneNumber',
        minus: 'Name',
        required: 'TelephoneNumber',
        readOnly: 'FormattedInternationalPhoneNumber FormattedNationalPhoneNumber',
        types: { TelephoneNumber: 'phone', PreferenceRank: 'integer' },
        picklists: { PhoneType: 'Home|Mobile|Work', UsageType: 'Home|Work|Temp', BestTimeToContactTimezone: TIMEZONES }
    },
    {
        name: 'ContactPointConsent',
        prefix: '0ZY',
        calls: 'cudnq',
        sharing: 'Private',
        required: 'Name',
        picklists: {
            PrivacyConsentStatus: 'OptIn|OptOut|Seen|NotSeen',
            CaptureContactPointType: 'Web|Phone|Email|Social|MailingAddress'
        },
        references: { OwnerId: 'User|Group', ContactPointId: 'ContactPointAddress|ContactPointEmail|ContactPointPhone' }
    },
    {
        name: 'ContactRequest',
        // Prefix unsure.
        prefix: '0RC',
        calls: 'cudq',
        sharing: 'ReadWrite',
        queueOwnable: true,
        autoNumber: { Name: '{00000000}' },
        picklists: { PreferredChannel: `*${CHANNELS}`, Status: '*New|Attempted|Contacted|Abandoned|Scheduled' },
        references: { OwnerId: 'User|Group', WhatId: 'Account|Case|Opportunity', WhoId: 'Contact|Lead|User|Individual' }
    },
    {
        name: 'QuickText',
        prefix: '574',
        calls: 'cudnq',
        sharing: 'Private',
        required: 'Name Message',
        types: { Message: 'textarea(4096)', FolderName: 'string' },
        picklists: {
            Category: 'Greetings|FAQ|Closings',
            Channel: '*Email|Event|Internal|Knowledge|Live Chat|Messaging|Phone|Portal|Social|Task'
        },
        multipicklists: 'Channel',
        references: { OwnerId: 'User' }
    },
    {
        name: 'FlowDefinitionView',
        prefix: '3dd',
        calls: 'q',
        label: 'Flow Definition View',
        nameField: 'ApiName',
        types: { TriggerObjectOrEventId: 'reference' },
        references: { TriggerObjectOrEventId: 'TriggerObjectOrEvent>EntityDefinition' }
    }
];
