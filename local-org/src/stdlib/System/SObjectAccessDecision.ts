/** System.SObjectAccessDecision */
import { library } from '../../runtime/library.ts';
import type { SObjectAccessDecision } from '../support/stripInaccessible.ts';

export default library('System.SObjectAccessDecision', {
    'Set<Integer> getModifiedIndexes()': (_rt, self: SObjectAccessDecision) => self.modified,
    'List<SObject> getRecords()': (_rt, self: SObjectAccessDecision) => self.records,
    'Map<String,Set<String>> getRemovedFields()': (_rt, self: SObjectAccessDecision) => self.removed
});
