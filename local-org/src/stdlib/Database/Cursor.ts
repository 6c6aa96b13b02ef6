/** Database.Cursor */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import type { Cursor } from '../support/QueryLocator.ts';

export default library('Database.Cursor', {
    'List<SObject> fetch(Integer position, Integer count)': (rt, self: Cursor, position: number | null, count: number | null) =>
        self.fetch(rt, argument(position), argument(count)),
    'Integer getNumRecords()': (_rt, self: Cursor) => self.size
});
