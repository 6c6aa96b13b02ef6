/** System.QueueableDuplicateSignature */
import { library } from '../../runtime/library.ts';
import type { QueueableDuplicateSignature } from '../support/jobs.ts';

export default library('System.QueueableDuplicateSignature', {
    'String toString()': (_rt, self: QueueableDuplicateSignature) => self.text
});
