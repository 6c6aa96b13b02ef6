/** System.QueueableDuplicateSignature */
import { library } from '../../runtime/library.ts';
import { SignatureBuilder } from '../support/jobs.ts';
import type { QueueableDuplicateSignature } from '../support/jobs.ts';

export default library('System.QueueableDuplicateSignature', {
    'static QueueableDuplicateSignature.Builder Builder()': () => new SignatureBuilder(),
    'String toString()': (_rt, self: QueueableDuplicateSignature) => self.text
});
