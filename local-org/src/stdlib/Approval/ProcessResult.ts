/** Approval.ProcessResult */
import { library } from '../../runtime/library.ts';
import { readers } from './requests.ts';
import type { ProcessResult } from './requests.ts';

export default library('Approval.ProcessResult', {
    ...readers('List<Id>', 'ActorIds', (self: ProcessResult) => self.actorIds),
    ...readers('String', 'EntityId', (self: ProcessResult) => self.outcome.entityId),
    ...readers('List<Database.Error>', 'Errors', (self: ProcessResult) => self.errors),
    ...readers('String', 'InstanceId', (self: ProcessResult) => self.outcome.instanceId),
    ...readers('String', 'InstanceStatus', (self: ProcessResult) => self.outcome.instanceStatus),
    ...readers('List<Id>', 'NewWorkitemIds', (self: ProcessResult) => self.newWorkitemIds),
    ...readers('Boolean', 'Success', (self: ProcessResult) => self.outcome.success, 'isSuccess')
});
