import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AsyncPort, PlatformPort, SecurityPort } from '../../src/runtime/ports.ts';
import { orgOf } from '../emit/apex.ts';
import { apexCases } from './apexCases.ts';

const members = `
    public class MyException extends Exception {}
    public virtual class Base { public virtual String hello(String name, Integer n) { return 'real'; } public String twice() { return hello('a', 1) + hello('b', 2); } }
    public class Child extends Base {}
    public interface Greeter { String greet(String name); }
    public class Provider implements StubProvider {
        public Object handleMethodCall(Object stub, String method, Type returns, List<Type> types, List<String> names, List<Object> args) {
            return method + returns + types + names + args;
        }
    }
    public class Mock implements HttpCalloutMock {
        public HttpResponse respond(HttpRequest request) {
            HttpResponse r = new HttpResponse();
            r.setStatusCode(201);
            r.setHeader('X-A', request.getHeader('x-b'));
            r.setBody(request.getMethod() + request.getEndpoint() + request.getBody());
            return r;
        }
    }
    public class Job implements Queueable { public void execute(QueueableContext context) {} }`;

apexCases('Limits of the org have names and values', [
    [
        "Map<String, System.OrgLimit> all = OrgLimits.getMap(); OrgLimit jobs = all.get('DailyAsyncApexExecutions'); return jobs.getName() + jobs.getLimit() + jobs.getValue() + (all.size() == OrgLimits.getAll().size());",
        'DailyAsyncApexExecutions2500000true'
    ]
]);

apexCases(
    'Assertions cannot be caught and say what differs',
    [
        [
            "try { System.assertEquals(1, 2, 'why'); } catch (Exception e) { return 'caught'; } return 0;",
            'System.AssertException: Assertion Failed: why: Expected: 1, Actual: 2'
        ],
        ["System.assert(false, 'no'); return 0;", 'System.AssertException: Assertion Failed: no'],
        ['System.assert(1 > 2); return 0;', 'System.AssertException: Assertion Failed'],
        ["Assert.areEqual('a', 'A'); return 0;", 'System.AssertException: Assertion Failed: Expected: a, Actual: A'],
        ["Assert.areNotEqual(1, 1, 'm'); return 0;", 'System.AssertException: Assertion Failed: m: Same value: 1'],
        ["Assert.fail('x'); return 0;", 'System.AssertException: Assertion Failed: x'],
        [
            'Assert.areEqual(5, 5.00); Assert.areEqual(1L, 1); Assert.isNull(null); Assert.isNotNull(1); Assert.isFalse(false); Assert.isInstanceOfType(new Child(), Base.class); return 1;',
            '1'
        ],
        [
            'Assert.isInstanceOfType(new Base(), Child.class); return 0;',
            'System.AssertException: Assertion Failed: Expected: instance of T.Child, Actual: instance of T.Base'
        ]
    ],
    { members }
);

apexCases(
    'Exceptions',
    [
        [
            "try { throw new MyException('a', new DmlException('b')); } catch (Exception e) { return e.getTypeName() + e.getMessage() + e.getCause().getMessage() + e.getLineNumber(); }",
            'T.MyExceptionab2'
        ],
        [
            'try { throw new MyException(); } catch (MyException e) { return e.getMessage() + e; }',
            'Script-thrown exceptionT.MyException: Script-thrown exception'
        ],
        [
            "try { Integer i = null; i++; } catch (NullPointerException e) { return e.getTypeName() + ' ' + e.getMessage(); } return 0;",
            'System.NullPointerException Attempt to de-reference a null object'
        ],
        [
            "AuraHandledException e = new AuraHandledException('secret'); String first = e.getMessage(); e.setMessage('told'); return first + e.getMessage();",
            'Script-thrown exceptiontold'
        ],
        ["Exception e = new MyException('x'); e.initCause(new MyException('y')); return e.getCause().getMessage() + e.getNumDml();", 'y0'],
        ["try { throw new MyException('x'); } catch (Exception e) { return e.getStackTraceString(); }", 'Class.T.c5: line 7, column 1'],
        ["return new QueryException('q').getInaccessibleFields();", '{}']
    ],
    { members }
);

apexCases(
    'Type',
    [
        [
            "return Type.forName('T.Child').getName() + Type.forName('list<string>') + Type.forName('Account') + Type.forName('Nope') + Type.forName('System', 'HttpRequest');",
            'T.ChildList<String>AccountnullSystem.HttpRequest'
        ],
        ["return Type.forName('Schema.Account') + ' ' + Type.forName('List<Schema.Contact >');", 'Account List<Contact>'],
        ["return ((Base) Type.forName('T.Child').newInstance()).hello('x', 1);", 'real'],
        ["return Base.class.isAssignableFrom(Child.class) + ' ' + Child.class.isAssignableFrom(Base.class);", 'true false'],
        ["return Type.forName('T.Greeter').newInstance();", 'System.TypeException: Type cannot be constructed: T.Greeter'],
        [
            "return Type.forName('Account').newInstance() + '' + List<Integer>.class.newInstance() + (T.Child.class == Child.class);",
            'Account:{}()true'
        ],
        ['Type t; return Base.class.equals(t) || Base.class.hashCode() == Child.class.hashCode();', 'false']
    ],
    { members }
);

apexCases(
    'Test',
    [
        ['return Test.isRunningTest();', 'true'],
        [
            "Base b = (Base) Test.createStub(Base.class, new Provider()); return b.hello('x', 1);",
            'helloString(String, Integer)(name, n)(x, 1)'
        ],
        ["return '' + Test.createStub(Base.class, new Provider());", 'Base__sfdc_ApexStub:[]'],
        ["Greeter g = (Greeter) Test.createStub(Greeter.class, new Provider()); return g.greet('y');", 'greetString(String)(name)(y)'],
        [
            "Test.setMock(HttpCalloutMock.class, new Mock()); HttpRequest q = new HttpRequest(); q.setEndpoint('https://x'); q.setMethod('PUT'); q.setHeader('X-B', 'v'); q.setBody('b'); HttpResponse r = new Http().send(q); return r.getStatusCode() + r.getBody() + r.getHeader('x-a') + Limits.getCallouts();",
            '201PUThttps://xbv1'
        ],
        [
            "HttpRequest q = new HttpRequest(); q.setEndpoint('https://x'); return new Http().send(q);",
            'System.TypeException: Methods defined as TestMethod do not support Web service callouts'
        ],
        [
            "Test.setMock(HttpCalloutMock.class, new Mock()); insert new Account(Name = 'x'); HttpRequest q = new HttpRequest(); q.setEndpoint('https://x'); return new Http().send(q);",
            'System.CalloutException: You have uncommitted work pending. Please commit or rollback before calling out'
        ],
        [
            "insert new Account(Name = 'x'); Test.startTest(); Integer inside = Limits.getDmlStatements(); insert new Account(); Test.stopTest(); return inside + ' ' + Limits.getDmlStatements() + Limits.getLimitQueries();",
            '0 1100'
        ],
        ['Test.stopTest(); return 0;', 'System.FinalException: Testing was not started'],
        ['Test.startTest(); Test.startTest(); return 0;', 'System.FinalException: Testing already started'],
        ['return Test.getStandardPricebookId().getSObjectType();', 'Pricebook2']
    ],
    { members, kind: 'test', ports: { async: { runPendingForTest: () => undefined } as unknown as AsyncPort } }
);

const enqueued: unknown[] = [];

apexCases(
    'System and what it passes on',
    [
        [
            "AsyncOptions o = new AsyncOptions(); o.MinimumQueueableDelayInMinutes = 2; o.MaximumQueueableStackDepth = 5; o.DuplicateSignature = new QueueableDuplicateSignature.Builder().addString('a').build(); return System.enqueueJob(new Job(), o);",
            '707000000000001AAA'
        ],
        ['System.enqueueJob(new Job(), 3); return 0;', '0'],
        ["return System.schedule('n', '0 0 0 * * ?', new Base());", '08e000000000001AAA'],
        ['return System.isBatch() || System.isFuture() || System.isQueueable() || System.isScheduled();', 'false'],
        [
            "return System.hashCode('a') + ' ' + System.equals(1, 1) + System.currentTimeMillis() + Request.getCurrent().getQuiddity();",
            '97 true0SYNCHRONOUS'
        ],
        ["return FeatureManagement.checkPermission('Offboarding_Run') + ' ' + FeatureManagement.checkPermission('Other');", 'true false'],
        ["return Label.get('', 'Greeting') + System.Label.get('', 'greeting');", 'HelloHello'],
        [
            "return Crypto.generateDigest('SHA-256', Blob.valueOf('a')).size() + EncodingUtil.convertToHex(Crypto.generateDigest('MD5', Blob.valueOf('a')));",
            '320cc175b9c0f1b6a831c399e269772661'
        ],
        [
            "return EncodingUtil.urlEncode('a b&ü', 'UTF-8') + EncodingUtil.urlDecode('a+b%26%C3%BC', 'UTF-8') + EncodingUtil.base64Encode(Blob.valueOf('hi')) + EncodingUtil.base64Decode('aGk=').toString();",
            'a+b%26%C3%BCa b&üaGk=hi'
        ],
        [
            "Blob k = Crypto.generateAesKey(128); return Crypto.decryptWithManagedIV('AES128', k, Crypto.encryptWithManagedIV('AES128', k, Blob.valueOf('x'))).toString();",
            'x'
        ],
        [
            "Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage(); m.setToAddresses(new List<String>{'a@b.c'}); m.setSubject('s'); m.setPlainTextBody('b'); return Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{m})[0].isSuccess() + ' ' + Limits.getEmailInvocations();",
            'true 1'
        ],
        [
            'Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{new Messaging.SingleEmailMessage()}); return 0;',
            'System.EmailException: SendEmail failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Add a recipient to send an email.: []'
        ],
        [
            "RestContext.request = new RestRequest(); RestContext.request.params.put('a', 'b'); RestContext.request.requestBody = Blob.valueOf('x'); RestContext.response = new RestResponse(); RestContext.response.statusCode = 204; return RestContext.request.params + RestContext.request.requestBody.toString() + RestContext.response.statusCode;",
            '{a=b}x204'
        ],
        [
            "SObjectAccessDecision d = Security.stripInaccessible(AccessType.READABLE, new List<Account>{new Account(Name = 'x', Industry = 'y'), new Account(Name = 'z')}); return d.getRecords() + ' ' + d.getRemovedFields() + d.getModifiedIndexes();",
            '(Account:{Name=x}, Account:{Name=z}) {Account={Industry}}{0}'
        ],
        [
            'return Security.stripInaccessible(AccessType.CREATABLE, new List<Account>{new Account()});',
            'System.NoAccessException: No access to entity: Account'
        ],
        [
            "return new Version(1, 2).compareTo(new Version(1, 3)) + ' ' + UUID.fromString('123e4567-e89b-12d3-a456-426614174000');",
            '-1 123e4567-e89b-12d3-a456-426614174000'
        ]
    ],
    {
        members,
        ports: {
            async: {
                enqueueQueueable: (_transaction: unknown, _job: unknown, options: unknown) => {
                    enqueued.push(options);
                    return '707000000000001AAA';
                },
                schedule: () => '08e000000000001AAA'
            } as unknown as AsyncPort,
            platform: {} as PlatformPort,
            security: {
                hasCustomPermission: (_user: string, name: string) => name === 'Offboarding_Run',
                objectAccess: () => ({ create: false, read: true, edit: true, delete: false, viewAll: false, modifyAll: false }),
                fieldAccess: (_user: string, _object: unknown, field: string) => ({ read: field !== 'Industry', edit: false })
            } as unknown as SecurityPort
        }
    }
);

test('options of a queueable reach the jobs', () => {
    assert.deepEqual(enqueued, [{ delayMinutes: 2, maximumStackDepth: 5, duplicateSignature: '["a"]' }, { delayMinutes: 3 }]);
});

test('debug lines are kept in the transaction', () => {
    const org = orgOf({
        fileName: 'T.cls',
        text: "public class T { public static void run() { System.debug('a'); System.debug(LoggingLevel.WARN, 1); } }"
    });
    const transaction = org.transaction();
    org.runtime.runInTransaction(transaction, () => org.runtime.callStatic('T', 'm_run'));
    assert.deepEqual(transaction.debugLog, ['DEBUG|a', 'WARN|1']);
});
