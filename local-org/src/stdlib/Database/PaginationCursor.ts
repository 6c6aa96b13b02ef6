/** Database.PaginationCursor */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import type { PaginationCursor } from '../support/PaginationCursor.ts';

export default library('Database.PaginationCursor', {
    'Integer fetchDeleted(Integer start, Integer pageSize)': (rt, self: PaginationCursor, start: number | null, size: number | null) =>
        self.fetchDeleted(rt, argument(start), argument(size)),
    'Database.CursorFetchResult fetchPage(Integer start, Integer pageSize)': (
        rt,
        self: PaginationCursor,
        start: number | null,
        size: number | null
    ) => self.fetchPage(rt, argument(start), argument(size)),
    'Integer getNumRecords()': (_rt, self: PaginationCursor) => self.size
});
