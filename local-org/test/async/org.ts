/** A project with asynchronous Apex, opened as a local org of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { openLocalOrg } from '../../src/localOrg.ts';
import type { LocalOrg } from '../../src/localOrg.ts';
import { runTests } from '../../src/testing/runTests.ts';
import { fieldFile, objectFile, objectXml, xml } from '../schema/projectFixture.ts';

const CLASSES: Record<string, string> = {
    Log: `public class Log { public static void add(String text) { insert new Log__c(Name = text.left(80)); } }`,
    Chain: `public class Chain implements Queueable {
        private Integer left; private List<String> said = new List<String>(); transient String lost = 'x';
        public Chain(Integer left) { this.left = left; }
        public Chain tell(String text) { said.add(text); lost = text; return this; }
        public void execute(QueueableContext context) {
            Log.add('chain ' + left + ' ' + String.join(said, ',') + ' ' + lost + ' ' + (context.getJobId() != null));
            if (left > 0) { System.enqueueJob(new Chain(left - 1)); }
        }
    }`,
    Failing: `public class Failing implements Queueable, Finalizer {
        public String mode; public Integer runs = 0;
        public Failing(String mode) { this.mode = mode; }
        public void execute(QueueableContext context) {
            System.attachFinalizer(this);
            runs++;
            Log.add('undone');
            if (mode == 'limit') { for (Integer i = 0; i < 201; i++) { Integer n = [SELECT COUNT() FROM Log__c]; } }
            if (mode == 'null') { String text; text.length(); }
            if (mode == 'twice') { System.attachFinalizer(this); }
        }
        public void execute(FinalizerContext context) {
            Exception e = context.getException();
            Log.add('finalizer ' + context.getResult().name() + ' ' + runs + ' ' + (e == null ? 'none' : e.getTypeName() + ' ' + e.getMessage()));
            if (mode == 'again' || (e != null && mode == 'null')) { System.enqueueJob(new Failing(mode)); }
        }
    }`,
    Counting: `public class Counting implements Database.Batchable<SObject>, Database.Stateful {
        Integer seen = 0; public Boolean fail = false;
        public Database.QueryLocator start(Database.BatchableContext context) { return Database.getQueryLocator('SELECT Id, Name FROM Account ORDER BY Name'); }
        public void execute(Database.BatchableContext context, List<Account> scope) {
            seen += scope.size();
            Log.add('chunk ' + scope[0].Name + ' ' + scope.size());
            if (fail && scope[0].Name == 'A2') { throw new IllegalArgumentException('bad chunk'); }
        }
        public void finish(Database.BatchableContext context) { Log.add('finish ' + seen); }
    }`,
    Numbers: `public class Numbers implements Database.Batchable<Integer> {
        Integer sum = 0;
        public Iterable<Integer> start(Database.BatchableContext context) { return new List<Integer>{ 1, 2, 3 }; }
        public void execute(Database.BatchableContext context, List<Integer> scope) { for (Integer n : scope) { sum += n; } Log.add('sum ' + sum); }
        public void finish(Database.BatchableContext context) { Log.add('finish ' + sum); }
    }`,
    Later: `public class Later {
        @future public static void log(String text, List<Integer> numbers) { Log.add('future ' + text + ' ' + numbers); }
    }`,
    Nightly: `public class Nightly implements Schedulable { public void execute(SchedulableContext context) { Log.add('scheduled ' + (context.getTriggerId() != null)); } }`,
    Holder: `public class Holder implements Queueable {
        public enum Colour { RED, GREEN }
        public class Node { public Node next; public String name; }
        public class BrokenException extends Exception { public Integer code; }
        Decimal price = 1.10; Double ratio = 0.5; Long big = 9999999999L; Date day = Date.newInstance(2026, 10, 15); Datetime at = Datetime.newInstanceGmt(2026, 10, 15, 1, 2, 3);
        Time noon = Time.newInstance(12, 0, 0, 0); Blob bytes = Blob.valueOf('b'); Set<String> names = new Set<String>{ 'x', 'y' };
        Map<String, List<Integer>> lists = new Map<String, List<Integer>>{ 'k' => new List<Integer>{ 1, 2 } };
        Type kind = Holder.class; SObjectType table = Account.SObjectType; SObjectField field = Account.Name; Colour shade = Colour.GREEN;
        Account record = new Account(Name = 'Acme', NumberOfEmployees = 3); Node ring = new Node(); List<Integer> same; BrokenException broken = new BrokenException('oops'); Object none;
        List<Integer> again;
        public Holder() { ring.name = 'a'; ring.next = new Node(); ring.next.name = 'b'; ring.next.next = ring; same = lists.get('k'); again = same; broken.code = 7; }
        public void execute(QueueableContext context) {
            Assert.areEqual(2.2, price * 2); Assert.areEqual(0.25, ratio * ratio); Assert.areEqual(19999999998L, big * 2);
            Assert.areEqual(Date.newInstance(2026, 10, 16), day.addDays(1)); Assert.areEqual(1, at.hourGmt()); Assert.areEqual(12, noon.hour());
            Assert.areEqual('b', bytes.toString()); Assert.isTrue(names.contains('y')); Assert.areEqual(Colour.GREEN, shade);
            Assert.areEqual(Holder.class, kind); Assert.isTrue(table === Account.SObjectType); Assert.areEqual(Account.Name, field);
            Assert.areEqual('Acme', record.Name); Assert.areEqual(3, record.NumberOfEmployees); Assert.isNull(none);
            Assert.areEqual('b', ring.next.name); Assert.isTrue(ring.next.next === ring);
            same.add(3); Assert.areEqual(3, again.size()); Assert.areEqual(3, lists.get('k').size());
            Assert.areEqual('oops', broken.getMessage()); Assert.areEqual(7, broken.code);
            Log.add('all there');
        }
    }`,
    AsyncTests: `@IsTest private class AsyncTests {
        static Integer logs() { return [SELECT COUNT() FROM Log__c]; }
        @IsTest static void runsAtStopTest() {
            Test.startTest(); System.enqueueJob(new Chain(0).tell('t')); Assert.areEqual(0, logs()); Test.stopTest();
            Assert.areEqual(1, logs());
            Assert.areEqual('Completed', [SELECT Status FROM AsyncApexJob WHERE ApexClass.Name = 'Chain'].Status);
        }
        @IsTest static void refusesChains() {
            Test.startTest(); System.enqueueJob(new Chain(1));
            try { Test.stopTest(); Assert.fail(); } catch (AsyncException e) { Assert.areEqual('Maximum stack depth has been reached.', e.getMessage()); }
            Assert.areEqual(0, logs());
        }
        @IsTest static void runsFinalizers() {
            Test.startTest(); System.enqueueJob(new Failing('fine')); Test.stopTest();
            Assert.areEqual(2, logs());
        }
        @IsTest static void runsOneChunk() {
            insert new List<Account>{ new Account(Name = 'A'), new Account(Name = 'B') };
            Test.startTest(); Database.executeBatch(new Counting(), 2); Test.stopTest();
            Assert.areEqual(2, logs());
        }
        @IsTest static void refusesTwoChunks() {
            insert new List<Account>{ new Account(Name = 'A'), new Account(Name = 'B') };
            Test.startTest(); Database.executeBatch(new Counting(), 1);
            try { Test.stopTest(); Assert.fail(); } catch (UnexpectedException e) { Assert.isTrue(e.getMessage().startsWith('No more than one executeBatch')); }
        }
        @IsTest static void futureAndSchedule() {
            Test.startTest(); Later.log('f', new List<Integer>{ 1 }); System.schedule('n', '0 0 3 * * ?', new Nightly()); Test.stopTest();
            Assert.areEqual(2, logs());
        }
        @IsTest static void deliversEvents() {
            EventBus.publish(new Ping__e(Text__c = 'a'));
            Assert.areEqual(0, logs());
            Test.getEventBus().deliver();
            Assert.areEqual(1, logs());
        }
    }`
};

const FILES: Record<string, string> = {
    'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'app', default: true }], sourceApiVersion: '66.0' }),
    ...objectFile('Log__c', objectXml('Log', '<sharingModel>ReadWrite</sharingModel>')),
    ...objectFile(
        'Ping__e',
        xml(
            'CustomObject',
            '<label>Ping</label><pluralLabel>Pings</pluralLabel><deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><publishBehavior>PublishAfterCommit</publishBehavior>'
        )
    ),
    ...fieldFile('Ping__e', 'Text__c', '<type>Text</type><length>50</length>'),
    ...objectFile(
        'Now__e',
        xml(
            'CustomObject',
            '<label>Now</label><pluralLabel>Nows</pluralLabel><deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><publishBehavior>PublishImmediately</publishBehavior>'
        )
    ),
    ...fieldFile('Now__e', 'Text__c', '<type>Text</type><length>50</length>'),
    ...Object.fromEntries(
        Object.entries(CLASSES).flatMap(([name, text]) => [
            [`app/main/default/classes/${name}.cls`, text],
            [`app/main/default/classes/${name}.cls-meta.xml`, xml('ApexClass', '<apiVersion>66.0</apiVersion><status>Active</status>')]
        ])
    ),
    ...Object.fromEntries(
        ['Ping', 'Now'].flatMap((name) => [
            [
                `app/main/default/triggers/${name}Trigger.trigger`,
                `trigger ${name}Trigger on ${name}__e (after insert) { for (${name}__e e : Trigger.new) { Log.add('${name} ' + e.Text__c + ' ' + UserInfo.getUserType()); } }`
            ],
            [
                `app/main/default/triggers/${name}Trigger.trigger-meta.xml`,
                xml('ApexTrigger', '<apiVersion>66.0</apiVersion><status>Active</status>')
            ]
        ])
    )
};

export class JobOrg {
    org: LocalOrg;
    now = Date.parse('2026-10-15T10:30:00Z');
    readonly directory: string;
    readonly #options: Parameters<typeof openLocalOrg>[1];

    constructor(context: TestContext) {
        this.directory = mkdtempSync(join(tmpdir(), 'jobs-'));
        context.after(() => {
            this.org.close();
            rmSync(this.directory, { recursive: true, force: true });
        });
        for (const [path, text] of Object.entries(FILES)) {
            mkdirSync(dirname(join(this.directory, path)), { recursive: true });
            writeFileSync(join(this.directory, path), text);
        }
        // Compiled output is shared by all tests of this file.
        this.#options = {
            database: join(this.directory, 'org.db'),
            cacheDirectory: join(tmpdir(), 'local-org-async-test-cache'),
            now: () => this.now
        };
        this.org = openLocalOrg(this.directory, this.#options);
    }

    /** The process dies and another one opens the org. */
    restart(): void {
        this.org.close();
        this.org = openLocalOrg(this.directory, this.#options);
    }

    get adminId(): string {
        return this.org.assembly.adminId;
    }

    run(apex: string, userId = this.adminId): string | null {
        const result = this.org.executeAnonymous(userId, apex);
        return result.compileProblem ?? result.exceptionMessage;
    }

    /** Runs all that is due. Returns how many transactions. */
    pump(): number {
        return this.org.assembly.jobs.runner.pump(1000);
    }

    next(): boolean {
        return this.org.runNextJob();
    }

    get logs(): unknown[] {
        return this.org.assembly.store.all('SELECT Name FROM Log__c ORDER BY Id').map((row) => row.Name);
    }

    job(className: string): Record<string, unknown> {
        const row = this.org.assembly.store.get(
            `SELECT j.Status AS status, j.NumberOfErrors AS errors, j.ExtendedStatus AS text, j.JobItemsProcessed AS done, j.TotalJobItems AS total, j.JobType AS type
             FROM AsyncApexJob j JOIN ApexClass c ON c.Id = j.ApexClassId WHERE c.Name = ? ORDER BY j.Id DESC`,
            className
        );
        return { ...row };
    }

    apexTests(): Record<string, string> {
        return Object.fromEntries(
            runTests(this.org).tests.map((test) => [String(test.methodName), test.outcome === 'Pass' ? 'Pass' : String(test.message)])
        );
    }
}
