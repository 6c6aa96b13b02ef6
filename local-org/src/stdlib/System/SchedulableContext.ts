/** System.SchedulableContext */
import type { SchedulableContext } from '../../runtime/jobContexts.ts';
import { library } from '../../runtime/library.ts';

export default library('System.SchedulableContext', {
    'Id getTriggerId()': (_rt, self: SchedulableContext) => self.triggerId
});
