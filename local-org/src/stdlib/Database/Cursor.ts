/** Database.Cursor */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { Cursor } from '../support/QueryLocator.ts';

export default library('Database.Cursor', {
    /** For the state of a job, which fills it in. */
    'new()': () => Object.assign(Object.create(Cursor.prototype) as Cursor, { apexType: 'Database.Cursor' }),
    'List<SObject> fetch(Integer position, Integer count)': (rt, self: Cursor, position: number | null, count: number | null) =>
        self.fetch(rt, argument(position), argument(count)),
    'Integer getNumRecords()': (_rt, self: Cursor) => self.size
});
