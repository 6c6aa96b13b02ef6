/** Database.QueryLocatorIterator */
import { library } from '../../runtime/library.ts';
import type { QueryLocatorIterator } from '../support/QueryLocator.ts';

export default library('Database.QueryLocatorIterator', {
    'Boolean hasNext()': (rt, self: QueryLocatorIterator) => self.hasNext(rt),
    'SObject next()': (rt, self: QueryLocatorIterator) => self.next(rt)
});
