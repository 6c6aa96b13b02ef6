import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTests } from '../../src/testing/runTests.ts';
import { projectOrg } from '../stdlib/projectOrg.ts';

test('a queueable keeps its cursor', (context) => {
    const { org, say } = projectOrg(context, {
        'app/classes/Walk.cls': `public class Walk implements Queueable {
            private Database.Cursor rows; private Integer at = 0;
            public Walk(Database.Cursor rows) { this.rows = rows; }
            public void execute(QueueableContext context) {
                for (SObject row : rows.fetch(at, 1)) { row.put('Description', 'seen ' + at); update row; }
                at++;
                if (at < rows.getNumRecords()) { System.enqueueJob(this); }
            }
        }`
    });
    say(`insert new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b'), new Account(Name = 'c') };`);
    say(
        `System.enqueueJob(new Walk(Database.getCursorWithBinds('SELECT Name FROM Account WHERE Name != :no ORDER BY Name', new Map<String, Object>{ 'no' => 'b' }, AccessLevel.SYSTEM_MODE)));`
    );
    while (org.runNextJob());
    assert.deepEqual(
        say(
            `for (Account each : [SELECT Name, Description FROM Account ORDER BY Name]) { System.debug(each.Name + ' ' + each.Description); }`
        ),
        ['a seen 0', 'b null', 'c seen 1']
    );
});

test('in a test a job may not enqueue another, its finalizer may', (context) => {
    const { org } = projectOrg(context, {
        'app/classes/Chain.cls': `public class Chain implements Queueable, Finalizer {
            public static List<String> said = new List<String>();
            private Boolean again; private Boolean byFinalizer;
            public Chain(Boolean again, Boolean byFinalizer) { this.again = again; this.byFinalizer = byFinalizer; }
            public void execute(QueueableContext context) {
                if (byFinalizer) { System.attachFinalizer(this); } else if (again) { System.enqueueJob(new Chain(false, false)); }
            }
            public void execute(FinalizerContext context) { if (again) { System.enqueueJob(new Chain(false, false)); } }
        }`,
        'app/classes/ChainTest.cls': `@IsTest private class ChainTest {
            private static void run(Boolean byFinalizer) { Test.startTest(); System.enqueueJob(new Chain(true, byFinalizer)); Test.stopTest(); }
            @IsTest static void byJob() {
                try { run(false); Assert.fail('it chains'); } catch (AsyncException e) { Assert.areEqual('Maximum stack depth has been reached.', e.getMessage()); }
            }
            @IsTest static void byFinalizer() { run(true); }
        }`
    });
    assert.deepEqual(
        runTests(org).tests.map(({ methodName, outcome, message }) => `${methodName} ${outcome} ${message}`),
        ['byJob Pass null', 'byFinalizer Pass null']
    );
});
