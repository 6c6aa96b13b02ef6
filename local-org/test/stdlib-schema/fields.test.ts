/** Describes of fields. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestOrg } from './org.ts';

const { run } = openTestOrg();

/** Several answers of one describe, separated by blanks. */
function ask(field: string, ...methods: string[]): string {
    return run(
        `Schema.DescribeFieldResult d = ${field}.getDescribe(); return '' + ${methods.map((method) => `d.${method}()`).join(" + ' ' + ")};`
    );
}

test('types and sizes', () => {
    const sizes = ['getType', 'getSoapType', 'getLength', 'getByteLength', 'getDigits', 'getPrecision', 'getScale'];
    assert.equal(ask('Run__c.Code__c', ...sizes), 'STRING STRING 40 120 0 0 0');
    assert.equal(ask('Run__c.Count__c', ...sizes), 'DOUBLE DOUBLE 0 0 0 8 2');
    assert.equal(ask('Run__c.OwnerId', ...sizes), 'REFERENCE ID 18 18 0 0 0');
    assert.equal(ask('Run__c.Id', ...sizes), 'ID ID 18 18 0 0 0');
    assert.equal(ask('Run__c.Sent__c', ...sizes), 'BOOLEAN BOOLEAN 0 0 0 0 0');
    assert.equal(ask('Run__c.Notes__c', ...sizes), 'TEXTAREA STRING 5000 15000 0 0 0');
    assert.equal(ask('Account.AnnualRevenue', ...sizes), 'CURRENCY DOUBLE 0 0 0 18 0');
    assert.equal(ask('Account.CreatedDate', ...sizes), 'DATETIME DATETIME 0 0 0 0 0');
    assert.equal(
        run(
            'return Account.Name.getDescribe().getType() == Schema.DisplayType.STRING && Account.Name.getDescribe().getSoapType() == SoapType.STRING;'
        ),
        'true'
    );
});

test('names and texts', () => {
    assert.equal(
        ask('Run__c.Code__c', 'getName', 'getLocalName', 'getLabel', 'getInlineHelpText', 'isCustom', 'isNameField'),
        'Code__c Code__c Code Its code true false'
    );
    assert.equal(ask('Run__c.Name', 'getInlineHelpText', 'isNameField', 'getSObjectType'), 'null true Run__c');
    assert.equal(ask('Account.BillingCity', 'getCompoundFieldName'), 'BillingAddress');
    assert.equal(ask('Contact.LastName', 'getCompoundFieldName'), 'Name');
    assert.equal(ask('Account.Name', 'getCompoundFieldName'), 'null');
});

test('flags', () => {
    assert.equal(
        ask(
            'Run__c.Code__c',
            'isUnique',
            'isExternalId',
            'isIdLookup',
            'isNillable',
            'isCaseSensitive',
            'isFilterable',
            'isSortable',
            'isGroupable'
        ),
        'true true true true false true true true'
    );
    assert.equal(ask('Run__c.Notes__c', 'isFilterable', 'isSortable', 'isGroupable', 'isAggregatable'), 'false false false false');
    assert.equal(
        ask('Run__c.Count__c', 'isNillable', 'isDefaultedOnCreate', 'getDefaultValue', 'isCalculated', 'isAutoNumber'),
        'false true 7 false false'
    );
    assert.equal(ask('Run__c.Sent__c', 'getDefaultValue', 'isDefaultedOnCreate', 'isNillable'), 'true true false');
    assert.equal(
        ask('Run__c.OwnerId', 'isDefaultedOnCreate', 'isUpdateable', 'isCreateable', 'isNamePointing', 'isPermissionable'),
        'true true true true false'
    );
    assert.equal(ask('Run__c.CreatedById', 'isUpdateable', 'isCreateable', 'isAccessible', 'isNamePointing'), 'false false true false');
});

test('picklist entries are the active values', () => {
    assert.equal(
        run(
            `String all = ''; for (Schema.PicklistEntry each : Run__c.State__c.getDescribe().getPicklistValues()) { all += each.getValue() + '/' + each.getLabel() + '/' + each.isDefaultValue() + '/' + each.isActive() + ';'; } return all;`
        ),
        'Draft/As a draft/true/true;Done/Done/false/true;'
    );
    assert.equal(
        run('return Run__c.State__c.getDescribe().getPicklistValues()[1];'),
        'Schema.PicklistEntry[getLabel=Done;getValue=Done;isActive=true;isDefaultValue=false;]'
    );
    assert.equal(ask('Run__c.State__c', 'isRestrictedPicklist', 'isDependentPicklist', 'getController'), 'true false null');
    assert.equal(run('return Run__c.Code__c.getDescribe().getPicklistValues().size();'), '0');
});

test('references', () => {
    assert.equal(
        ask('Run__c.OwnerId', 'getReferenceTo', 'getRelationshipName', 'isCascadeDelete', 'getRelationshipOrder'),
        '(Group, User) Owner false null'
    );
    assert.equal(
        ask('Step__c.Run__c', 'getReferenceTo', 'getRelationshipName', 'isCascadeDelete', 'getRelationshipOrder', 'isNillable'),
        '(Run__c) Run__r true 0 false'
    );
    assert.equal(run('return Run__c.Code__c.getDescribe().getReferenceTo().isEmpty();'), 'true');
    assert.equal(
        run(`Set<Schema.SObjectType> targets = new Set<Schema.SObjectType>(Task.WhatId.getDescribe().getReferenceTo());
             for (Schema.SObjectType each : targets) { if (!Schema.getGlobalDescribe().containsKey(String.valueOf(each))) { return each; } }
             return targets.contains(Account.SObjectType);`),
        'true'
    );
});

test('by way of the object', () => {
    assert.equal(run('return Schema.SObjectType.Run__c.fields.Code__c.getLength();'), '40');
    assert.equal(
        run(
            `Map<String, Schema.SObjectField> fields = Run__c.SObjectType.getDescribe().fields.getMap(); return fields.get('CODE__C') + ' ' + fields.containsKey('nope') + ' ' + fields.keySet().contains('code__c');`
        ),
        'Code__c false true'
    );
    assert.equal(run('return Schema.SObjectType.Run__c.fieldSets.getMap().size();'), '0');
    assert.equal(
        run('Schema.DescribeFieldResult d = Run__c.Code__c.getDescribe(); return d.label + d.length + d.externalId;'),
        'Code40true'
    );
});

test('a describe as text', () => {
    assert.match(
        run('return Run__c.Code__c.getDescribe();'),
        /^Schema\.DescribeFieldResult\[getByteLength=120;getCalculatedFormula=null;getCompoundFieldName=null;getController=null;.*getSobjectField=Code__c;getType=STRING;isAccessible=false;isAggregatable=true;.*isWriteRequiresMasterRead=false;\]$/
    );
});

test('dependent picklists name the field that controls them', () => {
    assert.equal(ask('Run__c.Place__c', 'isDependentPicklist', 'getController'), 'true Sent__c');
    assert.equal(ask('Run__c.Code__c', 'isDependentPicklist', 'getController'), 'false null');
});
