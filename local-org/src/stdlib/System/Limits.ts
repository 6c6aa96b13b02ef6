/** System.Limits: what the transaction has used and may use. */
import { library } from '../../runtime/library.ts';
import type { LibraryBody } from '../../runtime/library.ts';
import { cursorUse, MAXIMUM_FETCHES } from '../support/QueryLocator.ts';
import type { LimitName } from '../../runtime/Limits.ts';

/** Name in Apex → counter. */
const COUNTERS: Record<string, LimitName> = {
    AggregateQueries: 'aggregateQueries',
    AsyncCalls: 'futureCalls',
    Callouts: 'callouts',
    CpuTime: 'cpuTime',
    DmlRows: 'dmlRows',
    DmlStatements: 'dmlStatements',
    EmailInvocations: 'emailInvocations',
    FieldSetsDescribes: 'fieldSetsDescribes',
    FutureCalls: 'futureCalls',
    HeapSize: 'heapSize',
    PublishImmediateDML: 'publishImmediateDml',
    Queries: 'queries',
    QueryLocatorRows: 'queryLocatorRows',
    QueryRows: 'queryRows',
    QueueableJobs: 'queueableJobs',
    SoslQueries: 'soslQueries'
};

/** Older names count what newer ones do. */
const SAVEPOINTS = ['Savepoints', 'SavepointRollbacks', 'RunAs'];

const bodies: Record<string, LibraryBody> = {};
for (const [name, counter] of Object.entries(COUNTERS)) {
    bodies[`static Integer get${name}()`] = (rt) => rt.tx.limits.usedOf(counter);
    bodies[`static Integer getLimit${name}()`] = (rt) => rt.tx.limits.maximumOf(counter);
}
for (const name of SAVEPOINTS) {
    bodies[`static Integer getLimit${name}()`] = (rt) => rt.tx.limits.maximumOf('dmlStatements');
}

/** Nothing here can use these up: mobile pushes and similar-record searches are not built. */
for (const name of ['MobilePushApexCalls', 'FindSimilarCalls']) {
    bodies[`static Integer get${name}()`] = () => 0;
    bodies[`static Integer getLimit${name}()`] = () => 10;
}

export default library('System.Limits', {
    ...bodies,
    'static Integer getFetchCallsOnApexCursor()': (rt) => cursorUse(rt).fetches,
    'static Integer getLimitFetchCallsOnApexCursor()': () => MAXIMUM_FETCHES,
    'static Integer getApexCursorRows()': (rt) => cursorUse(rt).rows,
    'static Integer getLimitApexCursorRows()': () => 50_000_000
});
