/** System.QueueableContext */
import type { QueueableContext } from '../../runtime/jobContexts.ts';
import { library } from '../../runtime/library.ts';

export default library('System.QueueableContext', {
    'Id getJobId()': (_rt, self: QueueableContext) => self.jobId
});
