/** The members that the result classes of Database share. */
import { library } from '../../runtime/library.ts';
import type { LibraryDefinition } from '../../runtime/library.ts';
import type { DmlResult, ResultType } from './dmlResults.ts';

export function resultClass(type: ResultType): LibraryDefinition {
    return library(`Database.${type}`, {
        'List<Database.Error> getErrors()': (_rt, self: DmlResult) => self.errors,
        'Id getId()': (_rt, self: DmlResult) => self.id,
        'Boolean isSuccess()': (_rt, self: DmlResult) => self.success,
        'get List<Database.Error> Errors': (_rt, self: DmlResult) => self.errors,
        'get Id Id': (_rt, self: DmlResult) => self.id,
        'get Boolean Success': (_rt, self: DmlResult) => self.success
    });
}
