/** System.System */
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import type { ApexEnum } from '../../runtime/values/ApexEnum.ts';
import { equals, hashCode } from '../../runtime/values/equality.ts';
import { textOf } from '../../runtime/values/text.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { assertEqual, assertNotEqual, assertTrue } from '../support/assertions.ts';
import { runningJob } from '../support/jobs.ts';
import type { AsyncOptions } from '../support/jobs.ts';
import { pageState } from '../support/pages.ts';
import { noteTest } from '../support/testState.ts';
import { userZone } from '../support/user.ts';
import { ResetPasswordResult } from './ResetPasswordResult.ts';
import { libraryEnum } from '../support/enums.ts';

function debug(rt: OrgRuntime, level: string, message: unknown): void {
    rt.tx.debugLog.push(`${level}|${textOf(message)}`);
    rt.tx.debugTimes.push(rt.tx.now());
}

type EnqueueOptions = Parameters<OrgRuntime['tx']['ports']['async']['enqueueQueueable']>[2];

function enqueue(rt: OrgRuntime, job: unknown, options: EnqueueOptions): string {
    noteTest(rt);
    if (!rt.is(argument(job), 'System.Queueable')) {
        throw ApexException.of('System.AsyncException', 'The class must implement the Queueable interface');
    }
    return rt.tx.ports.async.enqueueQueueable(rt.tx, job, options);
}

export default library('System.System', {
    'static void abortJob(String jobId)': (rt, jobId: string | null) => rt.tx.ports.async.abortJob(rt.tx, argument(jobId)),
    'static void assert(Boolean condition)': (_rt, condition: boolean | null) => assertTrue(condition),
    'static void assert(Boolean condition, Object message)': (_rt, condition: boolean | null, message: unknown) =>
        assertTrue(condition, message),
    'static void assertEquals(Object expected, Object actual)': (_rt, expected: unknown, actual: unknown) => assertEqual(expected, actual),
    'static void assertEquals(Object expected, Object actual, Object message)': (
        _rt,
        expected: unknown,
        actual: unknown,
        message: unknown
    ) => assertEqual(expected, actual, message),
    'static void assertNotEquals(Object notExpected, Object actual)': (_rt, notExpected: unknown, actual: unknown) =>
        assertNotEqual(notExpected, actual),
    'static void assertNotEquals(Object notExpected, Object actual, Object message)': (
        _rt,
        notExpected: unknown,
        actual: unknown,
        message: unknown
    ) => assertNotEqual(notExpected, actual, message),
    'static void attachFinalizer(Finalizer finalizer)': (rt, finalizer: unknown) =>
        rt.tx.ports.async.attachFinalizer(rt.tx, argument(finalizer)),
    'static PageReference currentPageReference()': (rt) => pageState(rt).current,
    'static Long currentTimeMillis()': (rt) => BigInt(rt.tx.now()),
    'static void debug(Object message)': (rt, message: unknown) => debug(rt, 'DEBUG', message),
    'static void debug(LoggingLevel level, Object message)': (rt, level: ApexEnum, message: unknown) =>
        debug(rt, argument(level).name, message),
    'static Id enqueueJob(Object job)': (rt, job: unknown) => enqueue(rt, job, {}),
    'static Id enqueueJob(Object job, Integer delay)': (rt, job: unknown, delay: number | null) =>
        enqueue(rt, job, { delayMinutes: argument(delay) }),
    'static Id enqueueJob(Object job, AsyncOptions options)': (rt, job: unknown, options: AsyncOptions | null) => {
        const { delayMinutes, maximumStackDepth, duplicateSignature } = argument(options);
        return enqueue(rt, job, {
            ...(delayMinutes === null ? {} : { delayMinutes }),
            ...(maximumStackDepth === null ? {} : { maximumStackDepth }),
            ...(duplicateSignature === null ? {} : { duplicateSignature: duplicateSignature.text })
        });
    },
    'static Boolean equals(Object a, Object b)': (_rt, a: unknown, b: unknown) => equals(a, b),
    'static ApplicationReadWriteMode getApplicationReadWriteMode()': (rt) => libraryEnum(rt, 'System.ApplicationReadWriteMode', 'DEFAULT'),
    'static Integer hashCode(Object value)': (_rt, value: unknown) => hashCode(value),
    'static Boolean isBatch()': (rt) => runningJob(rt)?.kind.startsWith('batch') ?? false,
    'static Boolean isFuture()': (rt) => runningJob(rt)?.kind === 'future',
    'static Boolean isQueueable()': (rt) => runningJob(rt)?.kind === 'queueable',
    'static Boolean isScheduled()': (rt) => runningJob(rt)?.kind === 'scheduled',
    'static Datetime now()': (rt) => new ApexDatetime(rt.tx.now()),
    'static ResetPasswordResult resetPassword(Id userId, Boolean sendEmail)': (rt, userId: string | null, sendEmail: boolean | null) =>
        new ResetPasswordResult(rt.tx.ports.platform.resetPassword(rt.tx, argument(userId), argument(sendEmail))),
    'static String schedule(String name, String cron, Object job)': (rt, name: string | null, cron: string | null, job: unknown) =>
        rt.tx.ports.async.schedule(rt.tx, argument(name), argument(cron), argument(job)),
    'static Date today()': (rt) => new ApexDatetime(rt.tx.now()).dateIn(userZone(rt))
});
