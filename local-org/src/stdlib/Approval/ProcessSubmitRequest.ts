/** Approval.ProcessSubmitRequest */
import { library } from '../../runtime/library.ts';
import { accessors, ProcessSubmitRequest, REQUEST_MEMBERS } from './requests.ts';

export default library('Approval.ProcessSubmitRequest', {
    'new()': () => new ProcessSubmitRequest(),
    ...REQUEST_MEMBERS,
    ...accessors('String', 'ObjectId', 'objectId'),
    ...accessors('String', 'SubmitterId', 'submitterId'),
    ...accessors('String', 'ProcessDefinitionNameOrId', 'processDefinitionNameOrId'),
    ...accessors('Boolean', 'SkipEntryCriteria', 'skipEntryCriteria')
});
