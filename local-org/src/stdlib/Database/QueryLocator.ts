/** Database.QueryLocator */
import { UnsupportedError } from '../../runtime/errors.ts';
import { library } from '../../runtime/library.ts';
import { QueryLocatorIterator } from '../support/QueryLocator.ts';
import type { QueryLocator } from '../support/QueryLocator.ts';

export default library('Database.QueryLocator', {
    'String getQuery()': (_rt, self: QueryLocator) => {
        if (self.text === null) {
            throw new UnsupportedError('Database.QueryLocator.getQuery() of a static query');
        }
        return self.text;
    },
    'Database.QueryLocatorIterator iterator()': (rt, self: QueryLocator) => new QueryLocatorIterator(rt, self)
});
