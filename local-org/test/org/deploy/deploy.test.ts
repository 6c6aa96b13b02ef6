/** A deployment: all or nothing, over the records, sessions and jobs that are there. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { objectXml, xml } from '../../schema/projectFixture.ts';
import { apexClass, archive, DeployedOrg } from './deployed.ts';

test('a class is deployed, runs, and is replaced', async (context) => {
    const org = DeployedOrg.open(context);
    const before = org.org.login(null);
    const first = await org.classes({ Hello: "public class Hello { public static String say() { return 'one'; } }" });
    assert.deepEqual(
        [first.status, first.success, first.done, first.numberComponentsDeployed],
        ['Succeeded', true, true, 1],
        JSON.stringify(first)
    );
    assert.deepEqual(
        first.details.componentSuccesses.map(({ componentType, fullName, fileName, created, changed }) => [
            componentType,
            fullName,
            fileName,
            created,
            changed
        ]),
        [
            ['ApexClass', 'Hello', 'classes/Hello.cls', true, true],
            ['', 'package.xml', 'package.xml', false, true]
        ]
    );
    assert.match(org.run('System.debug(Hello.say());')[0], /one$/);
    const second = await org.classes({ Hello: "public class Hello { public static String say() { return 'two'; } }" });
    assert.deepEqual([second.details.componentSuccesses[0].created, second.details.componentSuccesses[0].changed], [false, true]);
    assert.match(org.run('System.debug(Hello.say());')[0], /two$/);
    const third = await org.classes({ Hello: "public class Hello { public static String say() { return 'two'; } }" });
    assert.deepEqual([third.details.componentSuccesses[0].created, third.details.componentSuccesses[0].changed], [false, false]);
    assert.equal(org.org.userOfToken(before.token), org.userId, 'sessions stay');
});

test('an object with fields: records stay when it grows, go when it goes', async (context) => {
    const org = DeployedOrg.open(context);
    const object = (fields: string): string => objectXml('Thing', `<sharingModel>ReadWrite</sharingModel>${fields}`);
    const field = (name: string): string =>
        `<fields><fullName>${name}</fullName><label>${name}</label><type>Text</type><length>20</length></fields>`;
    const rights = xml(
        'PermissionSet',
        '<label>T</label><fieldPermissions><editable>true</editable><field>Thing__c.A__c</field><readable>true</readable></fieldPermissions>' +
            '<objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead>' +
            '<modifyAllRecords>false</modifyAllRecords><object>Thing__c</object><viewAllRecords>false</viewAllRecords></objectPermissions>'
    );
    const first = await org.deploy(
        archive(
            { CustomObject: ['Thing__c'], PermissionSet: ['T'] },
            { 'objects/Thing__c.object': object(field('A__c')), 'permissionsets/T.permissionset': rights }
        )
    );
    assert.equal(first.status, 'Succeeded', JSON.stringify(first.details.componentFailures));
    org.run(
        "insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(), PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'T'].Id);"
    );
    org.run("insert new Thing__c(Name = 'one', A__c = 'a');");
    const second = await org.deploy(
        archive({ CustomObject: ['Thing__c'] }, { 'objects/Thing__c.object': object(field('A__c') + field('B__c')) })
    );
    assert.equal(second.status, 'Succeeded', JSON.stringify(second.details.componentFailures));
    org.run(
        "Thing__c t = [SELECT A__c, B__c FROM Thing__c WITH SYSTEM_MODE]; t.B__c = 'b'; update as system t; System.assertEquals('a', t.A__c);"
    );
    const third = await org.deploy(
        archive(
            {},
            { 'destructiveChangesPost.xml': xml('Package', '<types><members>Thing__c.A__c</members><name>CustomField</name></types>') }
        )
    );
    assert.equal(third.status, 'Succeeded', JSON.stringify(third.details.componentFailures));
    assert.throws(() => org.rows('SELECT A__c FROM Thing__c'), /No such column/);
    assert.equal(org.rows('SELECT Id FROM Thing__c').length, 1);
    const fourth = await org.deploy(
        archive({}, { 'destructiveChangesPost.xml': xml('Package', '<types><members>Thing__c</members><name>CustomObject</name></types>') })
    );
    assert.equal(fourth.status, 'Succeeded', JSON.stringify(fourth.details.componentFailures));
    assert.throws(() => org.rows('SELECT Id FROM Thing__c'), /not supported/);
});

test('a broken class: nothing of the package is applied', async (context) => {
    const org = DeployedOrg.open(context);
    const result = await org.deploy(
        archive(
            { ApexClass: ['Broken', 'Fine'], CustomObject: ['Thing__c'] },
            {
                ...apexClass('Broken', 'public class Broken {\n    Integer one = nothing;\n}'),
                ...apexClass('Fine', 'public class Fine { Broken other; }'),
                'objects/Thing__c.object': objectXml('Thing')
            }
        )
    );
    assert.deepEqual([result.status, result.success], ['Failed', false]);
    assert.deepEqual(
        result.details.componentFailures.map(({ componentType, fullName, fileName, lineNumber, columnNumber, problem, problemType }) => [
            componentType,
            fullName,
            fileName,
            lineNumber,
            columnNumber,
            problem,
            problemType
        ]),
        [
            ['ApexClass', 'Broken', 'classes/Broken.cls', 2, 19, 'Variable does not exist: nothing', 'Error'],
            [
                'ApexClass',
                'Fine',
                'classes/Fine.cls',
                1,
                1,
                'Dependent class is invalid and needs recompilation:\n Class Broken : Variable does not exist: nothing',
                'Error'
            ]
        ]
    );
    assert.throws(() => org.rows('SELECT Id FROM Thing__c'), /not supported/);
    assert.deepEqual(org.rows('SELECT Id FROM ApexClass'), []);
});
