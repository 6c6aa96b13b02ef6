/** System.Iterator, for the iterators of the platform's own collections. */
import { library } from '../../runtime/library.ts';
import type { ApexIterator } from '../support/ApexIterator.ts';

export default library('System.Iterator', {
    'Boolean hasNext()': (_rt, self: ApexIterator) => self.hasNext(),
    'T next()': (_rt, self: ApexIterator) => self.next()
});
