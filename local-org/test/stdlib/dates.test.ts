import { apexCases } from './apexCases.ts';
import type { IdentityPort, UserDetails } from '../../src/runtime/ports.ts';

apexCases('Date', [
    ['return Date.newInstance(2026, 1, 31).addMonths(1).addDays(1).addYears(1);', '2027-03-01 00:00:00'],
    ['return Date.newInstance(2026, 1, 1).daysBetween(Date.newInstance(2026, 3, 1));', '59'],
    ['return Date.newInstance(2025, 12, 31).monthsBetween(Date.newInstance(2026, 2, 1));', '2'],
    [
        'return Date.newInstance(2026, 11, 21).toStartOfWeek().format() + Date.newInstance(2026, 11, 21).toStartOfMonth().format();',
        '11/15/202611/1/2026'
    ],
    ["return Date.valueOf('2026-02-03 10:00:00').day() + Date.parse('3/4/2026').day();", '7'],
    ["return Date.valueOf('03.02.2026');", 'System.TypeException: Invalid date: 03.02.2026'],
    ['return Date.today() == System.today() && Date.isLeapYear(2024) && Date.daysInMonth(2026, 2) == 28;', 'true'],
    ['return Date.newInstance(2026, 12, 31).dayOfYear();', '365'],
    ['Date d; return Date.newInstance(2026, 1, 1).daysBetween(d);', 'System.NullPointerException: Argument cannot be null.']
]);

apexCases('Datetime in GMT', [
    [
        "return Datetime.newInstanceGmt(2026, 1, 31, 13, 5, 9).format('yyyy-MM-dd\\'T\\'HH:mm:ss.SSS\\'Z\\' EEE MMMM h:mm a z');",
        '2026-01-31T13:05:09.000Z Sat January 1:05 PM GMT'
    ],
    ["return Datetime.newInstanceGmt(2026, 7, 1, 12, 0, 0).format('HH:mm z Z', 'Europe/Berlin');", '14:00 GMT+2 +0200'],
    ["return Datetime.valueOfGmt('2026-01-01 10:00:00').getTime();", '1767261600000'],
    ["return Datetime.valueOfGmt('2026-01-01 10:00:00-0800').getTime();", '1767261600000'],
    ['return Datetime.valueOf(1767261600000L).getTime();', '1767261600000'],
    ["return Datetime.valueOf('nope');", 'System.TypeException: Invalid date/time: nope'],
    ['return Datetime.newInstance(0L).addDays(1).addHours(1).addMinutes(1).addSeconds(1).addMonths(1);', '1970-02-02 01:01:01'],
    ['Datetime d = Datetime.newInstance(2026, 1, 31, 13, 5, 9); return d.date() + (d.hour() + d.minuteGmt());', '2026-02-18 00:00:00'],
    ['return Datetime.newInstance(2026, 1, 31, 13, 5, 9).format();', '1/31/2026, 1:05 PM'],
    ["return Datetime.parse('1/31/2026, 1:05 PM') == Datetime.newInstance(2026, 1, 31, 13, 5, 0);", 'true'],
    [
        'return String.valueOf(Datetime.newInstance(2026, 1, 31, 13, 5, 9)) + Time.newInstance(1, 2, 3, 4).addHours(23);',
        '2026-01-31 13:05:0900:02:03.004Z'
    ],
    ['return System.now().getTime();', '0'],
    ["return Datetime.now().format('q');", "System.IllegalArgumentException: Illegal pattern character 'q'"]
]);

const user: UserDetails = {
    id: '005000000000001AAA',
    name: 'Ann Example',
    firstName: 'Ann',
    lastName: 'Example',
    email: 'ann@example.com',
    userName: 'ann@example.com.test',
    profileId: '00e000000000001AAA',
    roleId: null,
    userType: 'Standard',
    timeZone: 'America/New_York',
    locale: 'en_GB',
    language: 'en_US'
};
const identity: IdentityPort = {
    user: () => user,
    organization: () => ({
        id: '00D000000000001EAA',
        name: 'Example',
        domainUrl: 'https://example.my.salesforce.com',
        defaultCurrency: 'EUR',
        multiCurrency: false
    })
};

apexCases(
    'Datetime, UserInfo and URL as the running user has them',
    [
        [
            'Datetime d = Datetime.newInstanceGmt(2026, 1, 1, 3, 0, 0); return d.date().format() + d.hour() + String.valueOf(d);',
            '31/12/2025222025-12-31 22:00:00'
        ],
        ['return Datetime.newInstance(2026, 7, 1, 0, 0, 0).hourGmt();', '4'],
        ["return '' + Datetime.newInstanceGmt(2026, 1, 1, 3, 0, 0);", '2026-01-01 03:00:00'],
        [
            'return UserInfo.getName() + UserInfo.getUserId() + UserInfo.getTimeZone().getID() + UserInfo.getOrganizationId();',
            'Ann Example005000000000001AAAAmerica/New_York00D000000000001EAA'
        ],
        ['return Date.newInstance(2026, 11, 21).toStartOfWeek();', '2026-11-16 00:00:00'],
        [
            "return URL.getOrgDomainUrl().toExternalForm() + URL.getOrgDomainUrl().getHost() + new URL('https://a.b:8/c/d?e=f#g').getFile();",
            'https://example.my.salesforce.comexample.my.salesforce.com/c/d?e=f'
        ]
    ],
    { ports: { identity } }
);
