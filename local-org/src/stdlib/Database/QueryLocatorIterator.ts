/** Database.QueryLocatorIterator */
import { library } from '../../runtime/library.ts';
import type { QueryLocatorIterator } from '../support/QueryLocator.ts';

export default library('Database.QueryLocatorIterator', {
    'Boolean hasNext()': (_rt, self: QueryLocatorIterator) => self.hasNext(),
    'SObject next()': (_rt, self: QueryLocatorIterator) => self.next()
});
