/** System.AsyncInfo: about the queueable that is running. */
import type { RunningJob } from '../../runtime/jobContexts.ts';
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { runningJob } from '../support/jobs.ts';

function queueable(rt: OrgRuntime): RunningJob {
    const job = runningJob(rt);
    if (job?.kind !== 'queueable') {
        throw ApexException.of('System.AsyncException', 'AsyncInfo can only be used in a queueable context');
    }
    return job;
}

export default library('System.AsyncInfo', {
    'static Integer getCurrentQueueableStackDepth()': (rt) => {
        queueable(rt);
        return rt.tx.queueableDepth;
    },
    'static Integer getMaximumQueueableStackDepth()': (rt) => queueable(rt).maximumStackDepth,
    'static Integer getMinimumQueueableDelayInMinutes()': (rt) => queueable(rt).delayMinutes ?? 0,
    'static Boolean hasMaxStackDepth()': (rt) => queueable(rt).maximumStackDepth !== null
});
