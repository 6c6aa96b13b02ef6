import { test } from 'node:test';
import assert from 'node:assert/strict';
import { problemsOf } from './checkText.ts';

const accepted = [
    'SELECT CALENDAR_YEAR(CreatedDate) y, COUNT(Id) n FROM Account GROUP BY CALENDAR_YEAR(CreatedDate) ORDER BY CALENDAR_YEAR(CreatedDate)',
    'SELECT Name n, MAX(Amount), SUM(Amount) total FROM Opportunity GROUP BY ROLLUP(Name) HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC',
    'SELECT OwnerId, Owner.Name, COUNT(Id) FROM Account GROUP BY OwnerId, Owner.Name',
    'SELECT COUNT(Id), COUNT_DISTINCT(Name) FROM Account',
    'SELECT a.Name, a.Owner.Name FROM Account a WHERE a.Name = NULL AND a.Owner.IsActive = TRUE',
    'SELECT Account.Name, Contact.LastName FROM Contact WHERE Contact.Account.Owner.Name != NULL',
    'SELECT FIELDS(STANDARD) FROM Account LIMIT 1',
    'SELECT toLabel(Industry), FORMAT(AnnualRevenue) FROM Account USING SCOPE mine FOR VIEW',
    "SELECT Id FROM Account WHERE Industry IN ('a', 'b') OR (NOT Name LIKE 'x%') ALL ROWS",
    'SELECT Id, TYPEOF What WHEN Account THEN Name, Industry ELSE Name END FROM Event',
    "SELECT What.Name, What.Type, Owner.Username FROM Task WHERE What.Type = 'Account' AND IsClosed = FALSE",
    'SELECT Id FROM Account WHERE CreatedDate > 2026-01-01T00:00:00Z AND CreatedDate = THIS_MONTH AND AnnualRevenue > 1.5 AND NumberOfEmployees < 10',
    'SELECT Id, (SELECT Id, (SELECT Id FROM Parts__r) FROM Things__r) FROM Account',
    'SELECT Id FROM Thing__c WHERE Customer__c IN (SELECT Id FROM Account WHERE OwnerId = :UserInfo.getUserId()) AND Customer__r.Name = :s AND Weight__c > :d',
    'SELECT Id FROM Account WHERE Id = :a AND ParentId IN :new List<Account>() AND OwnerId = :new Set<Id>() LIMIT :i OFFSET :i',
    'SELECT Id FROM Account WHERE Id IN :new Map<Id, Account>().keySet() AND Id NOT IN :[SELECT Id FROM Account] WITH SYSTEM_MODE'
];

for (const query of accepted) {
    test(`accepts ${query}`, () => assert.deepEqual(problemsOf(`List<SObject> rows = [${query}];`), []));
}

const COLUMN =
    "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.";
const RELATIONSHIP =
    "If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.";

/** Query, where the fault stands in it (the last such text), what is said. */
const refused: [string, string, string][] = [
    ['SELECT Nothing FROM Account', 'Nothing FROM', `No such column 'Nothing' on entity 'Account'. ${COLUMN}`],
    ['SELECT Id FROM Account WHERE Nothing__c = 1', 'Nothing__c', `No such column 'Nothing__c' on entity 'Account'. ${COLUMN}`],
    ['SELECT Customer__c.Name FROM Thing__c', 'Customer__c', `Didn't understand relationship 'Customer__c' in field path. ${RELATIONSHIP}`],
    ['SELECT Who.Nothing FROM Task', 'Who', `No such column 'Nothing' on entity 'Name'. ${COLUMN}`],
    [
        'SELECT Id, (SELECT Id FROM Thing__c) FROM Account',
        'Thing__c',
        `Didn't understand relationship 'Thing__c' in FROM part of query call. ${RELATIONSHIP}`
    ],
    ['SELECT SUM(Name) FROM Account', 'SUM', 'Field Name does not support aggregate operator SUM'],
    ['SELECT Id, MAX(CreatedDate) FROM Account GROUP BY OwnerId', 'Id, MAX', 'Field must be grouped or aggregated: Id'],
    ['SELECT COUNT(Id) x, MAX(Id) X FROM Account', 'MAX', 'duplicate alias: X'],
    ['SELECT Id FROM Account LIMIT :s', ':s', 'Invalid bind expression type of String for column of type Integer'],
    ['SELECT Id FROM Account WHERE OwnerId = :i', ':i', 'Invalid bind expression type of Integer for column of type Id'],
    [
        'SELECT Id FROM Account WHERE Name IN :new List<Integer>()',
        ':new',
        'Invalid bind expression type of Integer for column of type String'
    ],
    [
        "SELECT Id FROM Account WHERE NumberOfEmployees = '3'",
        "'3'",
        "value of filter criterion for field 'NumberOfEmployees' must be of type int and should not be enclosed in quotes"
    ],
    [
        'SELECT Id FROM Account WHERE Name = 3',
        '3',
        "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes"
    ]
];

for (const [query, place, problem] of refused) {
    test(`refuses ${query}`, () =>
        assert.deepEqual(problemsOf(`List<SObject> rows = [${query}];`), [`${query.lastIndexOf(place) + 23} ${problem}`]));
}
