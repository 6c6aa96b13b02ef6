/** System.AsyncOptions */
import { library } from '../../runtime/library.ts';
import { AsyncOptions } from '../support/jobs.ts';
import type { QueueableDuplicateSignature } from '../support/jobs.ts';

export default library('System.AsyncOptions', {
    'new()': () => new AsyncOptions(),
    'get QueueableDuplicateSignature DuplicateSignature': (_rt, self: AsyncOptions) => self.duplicateSignature,
    'set QueueableDuplicateSignature DuplicateSignature': (_rt, self: AsyncOptions, value: QueueableDuplicateSignature | null) => {
        self.duplicateSignature = value;
    },
    'get Integer MaximumQueueableStackDepth': (_rt, self: AsyncOptions) => self.maximumStackDepth,
    'set Integer MaximumQueueableStackDepth': (_rt, self: AsyncOptions, value: number | null) => {
        self.maximumStackDepth = value;
    },
    'get Integer MinimumQueueableDelayInMinutes': (_rt, self: AsyncOptions) => self.delayMinutes,
    'set Integer MinimumQueueableDelayInMinutes': (_rt, self: AsyncOptions, value: number | null) => {
        self.delayMinutes = value;
    }
});
