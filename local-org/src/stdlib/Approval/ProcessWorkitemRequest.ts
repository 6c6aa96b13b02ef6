/** Approval.ProcessWorkitemRequest */
import { library } from '../../runtime/library.ts';
import { accessors, ProcessWorkitemRequest, REQUEST_MEMBERS } from './requests.ts';

export default library('Approval.ProcessWorkitemRequest', {
    'new()': () => new ProcessWorkitemRequest(),
    ...REQUEST_MEMBERS,
    ...accessors('String', 'Action', 'action'),
    ...accessors('String', 'WorkitemId', 'workitemId')
});
