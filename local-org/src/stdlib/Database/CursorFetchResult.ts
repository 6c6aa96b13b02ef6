/** Database.CursorFetchResult */
import { library } from '../../runtime/library.ts';
import type { CursorFetchResult } from '../support/PaginationCursor.ts';

export default library('Database.CursorFetchResult', {
    'Integer getNextIndex()': (_rt, self: CursorFetchResult) => self.nextIndex,
    'Integer getNumDeletedRecords()': (_rt, self: CursorFetchResult) => self.deleted,
    'List<SObject> getRecords()': (_rt, self: CursorFetchResult) => self.records,
    'Boolean isDone()': (_rt, self: CursorFetchResult) => self.done
});
