/** Approval.UnlockResult */
import { library } from '../../runtime/library.ts';
import { readers } from './requests.ts';
import type { LockResult } from './requests.ts';

export default library('Approval.UnlockResult', {
    ...readers('List<Database.Error>', 'Errors', (self: LockResult) => self.errors),
    ...readers('Id', 'Id', (self: LockResult) => self.id),
    ...readers('Boolean', 'Success', (self: LockResult) => self.success, 'isSuccess')
});
