/** ApexPages.StandardController: the record it is made of. Saving and navigation belong to pages, which are not here. */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import type { SObject } from '../../runtime/values/SObject.ts';

class StandardController extends LibraryObject {
    readonly apexType = 'ApexPages.StandardController';
    readonly record: SObject;

    constructor(record: SObject) {
        super();
        this.record = record;
    }
}

export default library('ApexPages.StandardController', {
    'new(SObject record)': (_rt, record: SObject | null) => new StandardController(argument(record)),
    'String getId()': (_rt, self: StandardController) => self.record.id,
    'SObject getRecord()': (_rt, self: StandardController) => self.record
});
