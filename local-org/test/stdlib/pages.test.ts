import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTests } from '../../src/testing/runTests.ts';
import { projectOrg } from './projectOrg.ts';
import { apexCases } from './apexCases.ts';

apexCases('Pages, messages and data holders', [
    [
        "PageReference p = new PageReference('/apex/x?a=1&b=c+d'); p.getParameters().put('e', 'f g'); p.setAnchor('top'); return p.getUrl() + p.getParameters().get('b') + p.getRedirect();",
        '/apex/x?a=1&b=c+d&e=f+g#topc dfalse'
    ],
    ['return ApexPages.currentPage();', 'null'],
    [
        "ApexPages.addMessage(new ApexPages.Message(ApexPages.Severity.ERROR, 'bad')); return ApexPages.hasMessages() + ' ' + ApexPages.getMessages()[0].getDetail() + ApexPages.hasMessages(ApexPages.Severity.INFO);",
        'true badfalse'
    ],
    ["return new SelectOption('v', 'l').getLabel() + new SelectOption('v', 'l', true).getDisabled();", 'ltrue'],
    ["Messaging.InboundEmail e = new Messaging.InboundEmail(); e.fromAddress = 'a@b.c'; return e.fromAddress + e.subject;", 'a@b.cnull'],
    [
        "ConnectApi.TextSegmentInput t = new ConnectApi.TextSegmentInput(); t.text = 'x'; ConnectApi.MessageBodyInput b = new ConnectApi.MessageBodyInput(); b.messageSegments = new List<ConnectApi.MessageSegmentInput>{t}; Object o = b.messageSegments[0]; return (o instanceof ConnectApi.MessageSegmentInput) + ((ConnectApi.TextSegmentInput) o).text;",
        'truex'
    ],
    ["return Location.newInstance(52.52, 13.405).getDistance(Location.newInstance(48.137, 11.575), 'km').intValue();", '504'],
    [
        "ApexPages.StandardSetController c = new ApexPages.StandardSetController(new List<Account>{new Account(Name = 'a'), new Account(Name = 'b')}); c.setPageSize(1); c.next(); return ((List<Account>) c.getRecords())[0].Name + c.getHasNext() + c.getResultSize();",
        'bfalse2'
    ]
]);

test('Connect in Apex is refused to tests that see no data of the org', (context) => {
    const call = `ConnectApi.ChatterUsers.getFollowings(null, UserInfo.getUserId());`;
    const { org } = projectOrg(context, {
        'app/classes/ConnectTest.cls': `@IsTest private class ConnectTest {
            @IsTest static void siloed() {
                try { ${call} Assert.fail('it passed'); } catch (UnsupportedOperationException e) {
                    Assert.areEqual('ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).', e.getMessage());
                }
            }
            @IsTest(SeeAllData=true) static void open() { ${call} }
        }`
    });
    const { tests } = runTests(org);
    assert.deepEqual(
        tests.map(({ methodName, outcome, message }) => `${methodName} ${outcome} ${message}`),
        [
            'siloed Pass null',
            'open Fail UnsupportedError: Unsupported in the local org: ConnectApi.ChatterUsers.getFollowings(String,String)'
        ]
    );
});
