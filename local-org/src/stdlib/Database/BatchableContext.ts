/** Database.BatchableContext */
import type { BatchableContext } from '../../runtime/jobContexts.ts';
import { library } from '../../runtime/library.ts';

export default library('Database.BatchableContext', {
    'Id getChildJobId()': (_rt, self: BatchableContext) => self.childJobId,
    'Id getJobId()': (_rt, self: BatchableContext) => self.jobId
});
