/** System.AsyncInfo: about the queueable that is running. */
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { asyncState } from '../support/asyncState.ts';

function queueable(rt: OrgRuntime): ReturnType<typeof asyncState> {
    if (rt.tx.kind !== 'queueable' && rt.tx.asyncJobId === null) {
        throw ApexException.of('System.AsyncException', 'AsyncInfo can only be used in a queueable context');
    }
    return asyncState(rt);
}

export default library('System.AsyncInfo', {
    'static Integer getCurrentQueueableStackDepth()': (rt) => {
        queueable(rt);
        return rt.tx.queueableDepth;
    },
    'static Integer getMaximumQueueableStackDepth()': (rt) => queueable(rt).maximumStackDepth ?? null,
    'static Integer getMinimumQueueableDelayInMinutes()': (rt) => queueable(rt).delayMinutes ?? 0,
    'static Boolean hasMaxStackDepth()': (rt) => queueable(rt).maximumStackDepth !== undefined
});
