import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JobOrg } from './org.ts';

const MINUTE = 60_000;

test('a chain of queueables: state as it was enqueued, transient fields null, each link a transaction', (context) => {
    const org = new JobOrg(context);
    org.run(`Chain c = new Chain(2).tell('a'); System.enqueueJob(c); c.tell('too late');`);
    assert.equal(org.job('Chain').status, 'Queued');
    assert.equal(org.pump(), 3);
    assert.deepEqual(org.logs, ['chain 2 a null true', 'chain 1  null true', 'chain 0  null true']);
    assert.deepEqual([org.job('Chain').status, org.job('Chain').errors], ['Completed', 0]);
});

test('every kind of value survives the queue and the process', (context) => {
    const org = new JobOrg(context);
    assert.equal(org.run(`System.enqueueJob(new Holder());`), null);
    org.restart();
    org.pump();
    assert.equal(org.job('Holder').text, null);
    assert.deepEqual(org.logs, ['all there']);
});

test('a rolled back transaction enqueues nothing', (context) => {
    const org = new JobOrg(context);
    assert.match(org.run(`System.enqueueJob(new Chain(0)); Integer zero = 0; Integer n = 1 / zero;`)!, /Divide by 0/);
    org.run(`Savepoint s = Database.setSavepoint(); System.enqueueJob(new Chain(0)); Database.rollback(s);`);
    assert.equal(org.pump(), 0);
});

test('one child per job, a bounded depth, no duplicates while one waits', (context) => {
    const org = new JobOrg(context);
    assert.equal(org.run(`for (Integer i = 0; i < 50; i++) { System.enqueueJob(new Chain(0)); }`), null);
    assert.match(
        org.run(`for (Integer i = 0; i < 51; i++) { System.enqueueJob(new Chain(0)); }`)!,
        /Too many queueable jobs added to the queue: 51/
    );
    assert.equal(org.pump(), 50);
    org.run(`AsyncOptions o = new AsyncOptions(); o.MaximumQueueableStackDepth = 2; System.enqueueJob(new Chain(5), o);`);
    assert.equal(org.pump(), 2);
    assert.deepEqual([org.job('Chain').status, org.job('Chain').text], ['Failed', 'Maximum stack depth has been reached.']);
    const once = `AsyncOptions o = new AsyncOptions(); o.DuplicateSignature = new QueueableDuplicateSignature.Builder().addString('x').build(); System.enqueueJob(new Chain(0), o);`;
    assert.equal(org.run(once), null);
    assert.match(org.run(once)!, /duplicate/i);
    org.pump();
    assert.equal(org.run(once), null);
});

test('a delayed job waits for its time', (context) => {
    const org = new JobOrg(context);
    org.run(`System.enqueueJob(new Chain(0), 5);`);
    assert.equal(org.pump(), 0);
    org.now += 5 * MINUTE;
    assert.equal(org.pump(), 1);
});

test('a finalizer runs after success with the state of the end of the job', (context) => {
    const org = new JobOrg(context);
    org.run(`System.enqueueJob(new Failing('fine'));`);
    assert.equal(org.pump(), 2);
    assert.deepEqual(org.logs, ['undone', 'finalizer SUCCESS 1 none']);
});

test('a failed job is undone and told to its finalizer, a limit too; two finalizers are one too many', (context) => {
    const org = new JobOrg(context);
    org.run(`System.enqueueJob(new Failing('limit'));`);
    org.pump();
    assert.deepEqual(org.logs, ['finalizer UNHANDLED_EXCEPTION 1 System.LimitException Too many SOQL queries: 201']);
    assert.deepEqual(org.job('Failing'), {
        status: 'Failed',
        errors: 1,
        text: 'Too many SOQL queries: 201',
        done: 0,
        total: 0,
        type: 'Queueable'
    });
    org.run(`System.enqueueJob(new Failing('twice'));`);
    org.pump();
    assert.match(String(org.job('Failing').text), /More than one Finalizer/);
});

test('a finalizer may enqueue its failed job again five times in a row, one that succeeded without end', (context) => {
    const org = new JobOrg(context);
    org.run(`System.enqueueJob(new Failing('null'));`);
    // Six runs, six finalizers; the sixth finalizer is refused, and what it logged is undone.
    assert.equal(org.pump(), 12);
    assert.equal(org.logs.length, 5);
    org.run(`System.enqueueJob(new Failing('again'));`);
    assert.equal(org.org.assembly.jobs.runner.pump(40), 40);
});

test('killed between any two transactions nothing is lost and nothing runs twice', (context) => {
    const org = new JobOrg(context);
    org.run(`System.enqueueJob(new Failing('fine')); System.enqueueJob(new Chain(1));`);
    let count = 0;
    while (org.next()) {
        count++;
        org.restart();
    }
    assert.equal(count, 4);
    assert.deepEqual([...org.logs].sort(), ['chain 0  null true', 'chain 1  null true', 'finalizer SUCCESS 1 none', 'undone']);
});

test('a job that ran when its process died has failed, without its finalizer', (context) => {
    const org = new JobOrg(context);
    org.run(`System.enqueueJob(new Failing('fine'));`);
    const { queue } = org.org.assembly.jobs;
    queue.claim(queue.nextDue(org.now)!.seq);
    org.restart();
    assert.equal(org.pump(), 0);
    assert.equal(org.job('Failing').status, 'Failed');
    assert.deepEqual(org.logs, []);
});

test('work that waits can be lost or aborted', (context) => {
    const org = new JobOrg(context);
    org.run(`System.enqueueJob(new Chain(0));`);
    assert.equal(org.org.assembly.jobs.runner.lose(), 1);
    assert.equal(org.job('Chain').status, 'Aborted');
    assert.equal(org.run(`Id job = System.enqueueJob(new Chain(0)); System.abortJob(job);`), null);
    assert.equal(org.pump(), 0);
    assert.match(org.run(`System.abortJob([SELECT Id FROM AsyncApexJob LIMIT 1].Id);`)!, /does not exist or is already aborted/);
});

test('jobs of a user who has been deactivated fail', (context) => {
    const org = new JobOrg(context);
    org.run(`insert new User(LastName = 'Leaver', Username = 'leaver@example.test', Email = 'l@example.test', Alias = 'l', TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US',
        EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', ProfileId = [SELECT Id FROM Profile WHERE Name = 'System Administrator'].Id);`);
    const leaver = String(org.org.assembly.store.get(`SELECT Id FROM "User" WHERE LastName = 'Leaver'`)!.Id);
    assert.equal(org.run(`System.enqueueJob(new Chain(0)); System.schedule('nightly', '0 0 3 * * ?', new Nightly());`, leaver), null);
    assert.equal(org.run(`update new User(Id = '${leaver}', IsActive = false);`), null);
    org.now += 48 * 60 * MINUTE;
    org.pump();
    assert.match(String(org.job('Chain').text), /^Inactive User, orgId: 00D\w{12} userId: 005\w{12}$/);
    assert.match(String(org.job('Nightly').text), /^First error: Inactive User/);
    assert.deepEqual(org.logs, []);
});

test('a batch over a query: chunks, a failing one alone undone, state kept by Stateful', (context) => {
    const org = new JobOrg(context);
    org.run(
        `List<Account> a = new List<Account>(); for (Integer i = 0; i < 5; i++) { a.add(new Account(Name = 'A' + i)); } insert a; Database.executeBatch(new Counting(), 2);`
    );
    assert.equal(org.next(), true);
    org.restart();
    assert.equal(org.pump(), 4);
    assert.deepEqual(org.logs, ['chunk A0 2', 'chunk A2 2', 'chunk A4 1', 'finish 5']);
    assert.deepEqual(org.job('Counting'), { status: 'Completed', errors: 0, text: null, done: 3, total: 3, type: 'BatchApex' });
    org.run(`Counting c = new Counting(); c.fail = true; Database.executeBatch(c, 2);`);
    org.pump();
    assert.deepEqual(org.logs.slice(4), ['chunk A0 2', 'chunk A4 1', 'finish 3']);
    assert.deepEqual(org.job('Counting'), {
        status: 'Completed',
        errors: 1,
        text: 'First error: bad chunk',
        done: 3,
        total: 3,
        type: 'BatchApex'
    });
});

test('a batch over an Iterable without Stateful begins each phase afresh', (context) => {
    const org = new JobOrg(context);
    org.run(`Database.executeBatch(new Numbers(), 2);`);
    org.pump();
    assert.deepEqual(org.logs, ['sum 3', 'sum 3', 'finish 0']);
});

test('future methods run after the transaction', (context) => {
    const org = new JobOrg(context);
    org.run(`Later.log('x', new List<Integer>{ 1, 2 });`);
    org.pump();
    assert.deepEqual(org.logs, ['future x (1, 2)']);
    assert.equal(org.job('Later').type, 'Future');
});

test('a scheduled job fires at its times and goes on after a restart', (context) => {
    const org = new JobOrg(context);
    assert.equal(org.run(`System.schedule('nightly', '0 30 3 ? * MON-FRI', new Nightly());`), null);
    assert.match(
        org.run(`System.schedule('nightly', '0 0 1 * * ?', new Nightly());`)!,
        /The Apex job named "nightly" is already scheduled for execution\./
    );
    const trigger = (): Record<string, unknown> =>
        org.org.assembly.store.get('SELECT State, TimesTriggered, NextFireTime FROM CronTrigger')!;
    assert.equal(org.pump(), 0);
    // Thursday 03:30 in Los Angeles is past; Friday is next.
    assert.deepEqual(
        { ...trigger() },
        {
            State: 'WAITING',
            TimesTriggered: 0,
            NextFireTime: '2026-10-15T10:30:00.000Z' === trigger().NextFireTime ? '' : '2026-10-16T10:30:00.000Z'
        }
    );
    org.restart();
    org.now = Date.parse('2026-10-16T10:30:00Z');
    assert.equal(org.pump(), 1);
    assert.deepEqual(org.logs, ['scheduled true']);
    assert.deepEqual({ ...trigger() }, { State: 'WAITING', TimesTriggered: 1, NextFireTime: '2026-10-19T10:30:00.000Z' });
    assert.match(org.run(`System.schedule('wrong', '0 0 1 * *', new Nightly());`)!, /Illegal cron expression/);
});

test('events leave after the commit, or at once, and their triggers run as Automated Process', (context) => {
    const org = new JobOrg(context);
    org.run(`EventBus.publish(new Ping__e(Text__c = 'one')); EventBus.publish(new Now__e(Text__c = 'two'));`);
    org.pump();
    assert.deepEqual([...org.logs].sort(), ['Now two AutomatedProcess', 'Ping one AutomatedProcess']);
    org.run(
        `EventBus.publish(new Ping__e(Text__c = 'lost')); EventBus.publish(new Now__e(Text__c = 'kept')); Integer zero = 0; Integer n = 1 / zero;`
    );
    org.pump();
    assert.deepEqual(org.logs.slice(2), ['Now kept AutomatedProcess']);
});

test('in tests: what the platform allows and refuses', (context) => {
    const org = new JobOrg(context);
    for (const [name, outcome] of Object.entries(org.apexTests())) {
        assert.equal(outcome, 'Pass', name);
    }
    assert.equal(org.pump(), 0);
    assert.deepEqual(org.logs, []);
});
