/** What other rooms make of row results: `Internal.Results.error(Object)` is a RowError as Database.Error. */
import { library } from '../../runtime/library.ts';
import type { RowError } from '../../runtime/ports.ts';
import { DatabaseError } from '../support/dmlResults.ts';

export default library('Internal.Results', {
    'static Database.Error error(Object rowError)': (rt, error: RowError) => new DatabaseError(rt, error)
});
