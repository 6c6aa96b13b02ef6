/** System.FinalizerContext */
import type { FinalizerContext } from '../../runtime/jobContexts.ts';
import { library } from '../../runtime/library.ts';

export default library('System.FinalizerContext', {
    'Id getAsyncApexJobId()': (_rt, self: FinalizerContext) => self.jobId,
    'Exception getException()': (_rt, self: FinalizerContext) => self.exception,
    'String getRequestId()': (_rt, self: FinalizerContext) => self.requestId,
    'ParentJobResult getResult()': (_rt, self: FinalizerContext) => self.result
});
