import { apexCases } from './apexCases.ts';

apexCases('SObject', [
    [
        "SObject s = new Account(Name = 'x'); Object before = s.put('Name', 'y'); return before + ' ' + s.get('name') + s.get(Account.Name) + s.get('Industry');",
        'x yynull'
    ],
    ["return new Account().get('Bogus__c');", 'System.SObjectException: Invalid field Bogus__c for Account'],
    ["SObject s = new Account(); s.put('Name', 5); return s;", 'System.SObjectException: Illegal assignment from Integer to String'],
    ["SObject s = new Account(); s.put('AnnualRevenue', 5); return ((Account) s).AnnualRevenue / 2;", '2.5'],
    [
        "SObject s = new Account(); s.put('OwnerId', 'nope'); s.put('ParentId', '001000000000001'); return s;",
        'Account:{OwnerId=nope, ParentId=001000000000001AAA}'
    ],
    [
        "SObject s = new Account(); s.put('CreatedDate', System.now()); return s;",
        'System.SObjectException: Field CreatedDate is not editable'
    ],
    [
        "Account a = new Account(Id = '001000000000001', Name = 'x'); Account c = a.clone(); return c.Id + ' ' + c.Name + a.clone(true).Id + c.isClone() + c.getCloneSourceId();",
        'null x001000000000001AAAtrue001000000000001AAA'
    ],
    [
        "Account a = new Account(Name = null); return a.isSet('Name') + ' ' + a.isSet(Account.Industry) + a.getPopulatedFieldsAsMap();",
        'true false{Name=null}'
    ],
    [
        "Contact c = new Contact(); c.putSObject('Account', new Account(Name = 'x')); return c.getSObject('Account').get('Name') + c.Account.Name + c.getSObject(Contact.AccountId).get('Name');",
        'xxx'
    ],
    [
        "Contact c = new Contact(); c.putSObject('Account', new Lead()); return c;",
        'System.SObjectException: Illegal assignment from Lead to Account'
    ],
    ["return new Contact().getSObject('Bogus');", 'System.SObjectException: Invalid relationship Bogus for Contact'],
    ["return new Account().Contacts.size() + ' ' + new Account().getSObjects('Contacts');", '0 null'],
    [
        "Account a = new Account(); a.addError('bad'); a.Name.addError('worse'); return a.hasErrors() + ' ' + a.getErrors().size() + a.getErrors()[1].getMessage() + a.getErrors()[1].getFields();",
        'true 2worse(Name)'
    ],
    ["return new Account(Name = 'x') == new Account(Name = 'x') && new Account(Name = 'x') !== new Account(Name = 'x');", 'true'],
    [
        "Id i = '001000000000001'; return i.getSObjectType() + ' ' + i.to15() + Id.valueOf('001000000000001');",
        'Account 001000000000001001000000000001AAA'
    ],
    ['return new Contact().DoNotCall;', 'false'],
    ["Account a = new Account(Name = 'x'); a.clear(); return a;", 'Account:{}']
]);
