/** Database.UpsertResult */
import { library } from '../../runtime/library.ts';
import { resultClass } from '../support/dmlResultMembers.ts';
import type { DmlResult } from '../support/dmlResults.ts';

export default [
    resultClass('UpsertResult'),
    library('Database.UpsertResult', {
        'Boolean isCreated()': (_rt, self: DmlResult) => self.created,
        'get Boolean Created': (_rt, self: DmlResult) => self.created
    })
];
