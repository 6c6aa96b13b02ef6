/** System.QueryException */
import { library } from '../../runtime/library.ts';
import type { ApexException } from '../../runtime/values/ApexException.ts';
import { inaccessibleFields } from './Exception.ts';

export default library('System.QueryException', {
    'Map<String,Set<String>> getInaccessibleFields()': (_rt, self: ApexException) => inaccessibleFields(self)
});
