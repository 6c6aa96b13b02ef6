/** Approval.ProcessRequest: what both kinds of request share. */
import { library } from '../../runtime/library.ts';
import { REQUEST_MEMBERS } from './requests.ts';

export default library('Approval.ProcessRequest', REQUEST_MEMBERS);
