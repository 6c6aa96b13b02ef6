/** Describes of objects, their tokens, and the calls that name objects at run time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestOrg } from './org.ts';

const org = openTestOrg();
const withTerritories = openTestOrg(['territories', 'teams']);
const { run } = org;

function insertUser(profile: string): string {
    const { store } = org;
    const profileId = String(store.get('SELECT Id AS id FROM Profile WHERE Name = ?', profile)?.id);
    return store.insert(
        'User',
        {
            Username: `${profile}@test.invalid`,
            LastName: profile,
            Email: 'p@test.invalid',
            Alias: 'p',
            ProfileId: profileId,
            IsActive: 1,
            UserType: 'Standard'
        },
        { userId: org.adminId }
    );
}

test('a token is one object however it is come by', () => {
    assert.equal(
        run(`Schema.SObjectType one = Account.SObjectType;
             return one === new Account().getSObjectType() && one == Schema.getGlobalDescribe().get('ACCOUNT')
                 && one === Contact.AccountId.getDescribe().getReferenceTo()[0] && one === Schema.SObjectType.Account.getSObjectType()
                 && one.getDescribe().getSObjectType() === one && Account.Name === one.getDescribe().fields.getMap().get('name')
                 && Account.Name.getDescribe().getSObjectField() === Account.Name && one != Contact.SObjectType;`),
        'true'
    );
    assert.equal(run('return new Set<Schema.SObjectType>{ Account.SObjectType, Contact.SObjectType, Account.SObjectType }.size();'), '2');
});

test('tokens read as names', () => {
    assert.equal(run(`return account.sobjecttype + ' ' + aCCOUNT.nAME;`), 'Account Name');
});

test('getGlobalDescribe: lower-case keys, asked for in any case', () => {
    assert.equal(
        run(`Map<String, Schema.SObjectType> all = Schema.getGlobalDescribe();
             return all.containsKey('Run__C') + ' ' + all.get('opportunityLINEitem') + ' ' + all.keySet().contains('run__c') + ' ' + all.keySet().contains('Run__c')
                 + ' ' + all.get('No_Such__c');`),
        'true OpportunityLineItem true false null'
    );
    assert.equal(
        run(
            `for (String name : Schema.getGlobalDescribe().keySet()) { if (name != name.toLowerCase()) { return name; } } return Schema.getGlobalDescribe().keySet().size() > 90;`
        ),
        'true'
    );
});

test('a describe map belongs to who asked for it', () => {
    assert.equal(
        run(`Map<String, Schema.SObjectType> mine = Schema.getGlobalDescribe(); Integer before = mine.size();
             mine.remove('ACCOUNT'); mine.put('Mine', null);
             return mine.size() == before && !mine.containsKey('account') && mine.containsKey('mine') && !Schema.getGlobalDescribe().containsKey('mine')
                 && Schema.getGlobalDescribe().containsKey('account');`),
        'true'
    );
});

test('objects of features that are off do not exist', () => {
    const code = `return Schema.getGlobalDescribe().containsKey('Territory2') + ' ' + Schema.getGlobalDescribe().containsKey('AccountTeamMember');`;
    assert.equal(run(code), 'false false');
    assert.equal(withTerritories.run(code), 'true true');
    const children = `Set<String> names = new Set<String>();
        for (Schema.ChildRelationship each : User.SObjectType.getDescribe().getChildRelationships()) { names.add(String.valueOf(each.getChildSObject())); }
        return names.contains('UserTerritory2Association') + ' ' + names.contains('Account');`;
    assert.equal(run(children), 'false true');
    assert.equal(withTerritories.run(children), 'true true');
    assert.match(
        run(`return Schema.describeSObjects(new List<String>{ 'Territory2' });`),
        /^System.InvalidParameterValueException: Invalid sobject provided\./
    );
});

test('describeSObjects', () => {
    assert.equal(
        run(
            `String names = ''; for (Schema.DescribeSObjectResult each : Schema.describeSObjects(new List<String>{ 'account', 'Run__C' })) { names += each.getName() + ';'; } return names;`
        ),
        'Account;Run__c;'
    );
    assert.equal(
        run(`return Schema.describeSObjects(new List<String>{ 'Nope__c' });`),
        'System.InvalidParameterValueException: Invalid sobject provided. The Schema.describeSObject() methods does not support the Nope__c sobject as a parameter. The sobject provided does not exist.'
    );
    assert.equal(
        run(`return Schema.describeSObjects(new List<String>{ 'Account' }, SObjectDescribeOptions.FULL)[0].getSObjectDescribeOption() + ' ' +
             Account.SObjectType.getDescribe(SObjectDescribeOptions.DEFAULT).getSObjectDescribeOption();`),
        'FULL DEFERRED'
    );
});

test('what an object is', () => {
    assert.equal(
        run(`Schema.DescribeSObjectResult run = Run__c.SObjectType.getDescribe(); Schema.DescribeSObjectResult account = Schema.SObjectType.Account;
             return String.join(new List<Object>{ run.getName(), run.getLocalName(), run.getLabel(), run.getLabelPlural(), run.getKeyPrefix().length(), run.isCustom(), run.isCustomSetting(),
                 account.getKeyPrefix(), account.isCustom(), account.isMergeable(), account.isSearchable(), run.isMergeable(), Switch__c.SObjectType.getDescribe().isCustomSetting() }, ',');`),
        'Run__c,Run__c,Run,Runs,3,true,false,001,false,true,true,false,true'
    );
    assert.equal(
        run(
            `Schema.DescribeSObjectResult d = Run__c.SObjectType.getDescribe(); return d.label + ' ' + d.Name + ' ' + d.custom + ' ' + d.fields.getMap().size();`
        ),
        'Run Run__c true 15'
    );
    assert.equal(
        run(
            `Schema.DescribeSObjectResult d = AccountShare.SObjectType.getDescribe(); return d.getAssociateEntityType() + ' of ' + d.getAssociateParentEntity() + ' ' + Account.SObjectType.getDescribe().getAssociateEntityType();`
        ),
        'Share of Account null'
    );
});

test('access methods answer for the running user', () => {
    const code = `Schema.DescribeSObjectResult d = Run__c.SObjectType.getDescribe();
        return d.isAccessible() + ' ' + d.isCreateable() + ' ' + d.isUpdateable() + ' ' + d.isDeletable() + ' ' + d.isUndeletable() + ' ' + d.isQueryable()
            + ' | ' + Run__c.Name.getDescribe().isAccessible() + ' ' + Run__c.Name.getDescribe().isUpdateable() + ' ' + Run__c.CreatedDate.getDescribe().isCreateable()
            + ' | ' + Run__c.Code__c.getDescribe().isAccessible();`;
    // A field that was deployed without permissions is nobody's, administrators included.
    assert.equal(run(code), 'true true true true true true | true true false | false');
    const user = insertUser('Minimum Access - Salesforce');
    assert.equal(run(code, user), 'false false false false false true | false false false | false');
});

test('what the object does not allow, nobody may', () => {
    assert.equal(
        run(
            `Schema.DescribeSObjectResult d = Profile.SObjectType.getDescribe(); return d.isCreateable() + ' ' + d.isDeletable() + ' ' + d.isAccessible();`
        ),
        'false false true'
    );
});

test('child relationships, with and without names', () => {
    assert.equal(
        run(`for (Schema.ChildRelationship each : Run__c.SObjectType.getDescribe().getChildRelationships()) {
                 if (each.getChildSObject() == Step__c.SObjectType) { return each.getRelationshipName() + ' ' + each.getField() + ' ' + each.isCascadeDelete() + ' ' + each.isRestrictedDelete(); }
             } return null;`),
        'Steps__r Run__c true false'
    );
    assert.equal(
        run(`for (Schema.ChildRelationship each : User.SObjectType.getDescribe().getChildRelationships()) {
                 if (!Schema.getGlobalDescribe().containsKey(String.valueOf(each.getChildSObject()))) { return each; }
             } return 'all there';`),
        'all there'
    );
    assert.match(
        run(`return Account.SObjectType.getDescribe().getChildRelationships()[0];`),
        /^Schema\.ChildRelationship\[getChildSObject=\w+;getField=\w+;getJunctionIdListNames=\(\);getJunctionReferenceTo=\(\);getRelationshipName=\w+;isCascadeDelete=\w+;isDeprecatedAndHidden=false;isRestrictedDelete=\w+;\]$/
    );
});

test('record types: the master is everywhere', () => {
    assert.equal(
        run(`Schema.DescribeSObjectResult d = Run__c.SObjectType.getDescribe(); Schema.RecordTypeInfo info = d.getRecordTypeInfosByDeveloperName().get('Master');
             return info.getRecordTypeId() + ' ' + info.isMaster() + ' ' + info.isDefaultRecordTypeMapping() + ' ' + d.getRecordTypeInfosById().get('012000000000000').getName() + ' ' + d.getRecordTypeInfosByName().size();`),
        '012000000000000AAA true true Master 1'
    );
});

test('record types of an object, by their rows', () => {
    const { store, adminId } = org;
    const insert = (name: string): string =>
        store.insert('RecordType', { Name: name, DeveloperName: name, SobjectType: 'Trip__c', IsActive: 1 }, { userId: adminId });
    const rail = insert('Rail');
    const sea = insert('Sea');
    assert.equal(
        run(`Map<String, Schema.RecordTypeInfo> infos = Trip__c.SObjectType.getDescribe().getRecordTypeInfosByDeveloperName();
             return infos.get('Rail').getRecordTypeId() + ' ' + infos.get('Rail').getName() + ' ' + infos.get('Sea').isActive() + ' ' + infos.get('Sea').isAvailable() + ' ' + infos.size();`),
        `${rail} By rail false false 3`
    );
    assert.equal(run(`return ((Trip__c) Trip__c.SObjectType.newSObject('${rail}', true)).RecordTypeId;`), rail);
    assert.equal(run(`return Trip__c.SObjectType.newSObject('${sea}', true);`), 'System.SObjectException: Record Type is Unavailable');
    assert.equal(org.queries(), 0);
});

test('newSObject', () => {
    assert.equal(
        run(
            `SObject made = Run__c.SObjectType.newSObject(); return made.getSObjectType() + ' ' + made.getPopulatedFieldsAsMap().size() + ' ' + (made instanceof Run__c);`
        ),
        'Run__c 0 true'
    );
    assert.equal(run(`return Account.SObjectType.newSObject('001000000000001').Id;`), '001000000000001AAA');
    assert.match(run(`return Account.SObjectType.newSObject('003000000000001').Id;`), /^System\.SObjectException: Invalid id value/);
    assert.equal(
        run(
            `Run__c made = (Run__c) Run__c.SObjectType.newSObject(null, true); return made.Count__c + ' ' + made.State__c + ' ' + made.Sent__c + ' ' + made.Code__c;`
        ),
        '7 Draft true null'
    );
    assert.equal(run(`return ((Run__c) Run__c.SObjectType.newSObject(null, false)).State__c;`), 'null');
    assert.equal(
        run(`return Run__c.SObjectType.newSObject('001000000000001', true);`),
        'System.SObjectException: Record Type is Unavailable'
    );
});

test('objects that the org merely knows: names, but no answers that would be guesses', () => {
    assert.equal(run(`return AccountFeed.SObjectType.getDescribe().getName();`), 'AccountFeed');
    assert.match(run(`return AccountFeed.SObjectType.getDescribe().isCreateable();`), /Unsupported in the local org: .* of AccountFeed/);
    assert.equal(run(`return Schema.getGlobalDescribe().containsKey('AccountFeed');`), 'false');
});

test('describing everything again costs little', () => {
    const code = `Integer n = 0; for (Integer i = 0; i < 20; i++) { for (Schema.SObjectType type : Schema.getGlobalDescribe().values()) {
        Schema.DescribeSObjectResult d = type.getDescribe(); Schema.SObjectField owner = d.fields.getMap().get('OwnerId');
        if (d.isQueryable() && owner != null && owner.getDescribe().isUpdateable()) { n++; } } } return n > 100;`;
    run(code);
    const start = performance.now();
    assert.equal(run(code), 'true');
    // 2,000 describes: a tenth of a second would do; the bound is for a busy machine.
    assert.ok(performance.now() - start < 2000);
    assert.equal(org.queries(), 0);
});
