/** System.Iterable, for lists and sets held in a variable of that type. */
import { library } from '../../runtime/library.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import type { ApexSet } from '../../runtime/values/ApexSet.ts';
import { ApexIterator } from '../support/ApexIterator.ts';

export default library('System.Iterable', {
    'Iterator<T> iterator()': (_rt, self: ApexList | ApexSet) =>
        new ApexIterator(self.type, self instanceof ApexList ? self.items : [...self])
});
