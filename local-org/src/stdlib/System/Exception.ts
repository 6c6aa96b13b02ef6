/** System.Exception: the methods that every exception has. */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import type { DmlRowError } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { ApexSet } from '../../runtime/values/ApexSet.ts';
import { libraryEnum } from '../support/enums.ts';

/** AuraHandledExceptions whose message code has set: the constructor's goes to the client alone. */
const withMessage = new WeakSet<ApexException>();

function row(self: ApexException, index: number | null): DmlRowError {
    const error = self.dmlErrors[argument(index)];
    if (!error) {
        throw ApexException.of('System.ListException', `List index out of bounds: ${index}`);
    }
    return error;
}

export default library('System.Exception', {
    'Exception getCause()': (_rt, self: ApexException) => self.apexCause,
    'List<String> getDmlFieldNames(Integer index)': (_rt, self: ApexException, index: number) =>
        new ApexList('String', [...row(self, index).fields]),
    'String getDmlId(Integer index)': (_rt, self: ApexException, index: number) => row(self, index).id,
    'Integer getDmlIndex(Integer index)': (_rt, self: ApexException, index: number) => row(self, index).index,
    'String getDmlMessage(Integer index)': (_rt, self: ApexException, index: number) => row(self, index).message,
    'String getDmlStatusCode(Integer index)': (_rt, self: ApexException, index: number) => row(self, index).statusCode,
    'StatusCode getDmlType(Integer index)': (rt, self: ApexException, index: number) =>
        libraryEnum(rt, 'System.StatusCode', row(self, index).statusCode),
    'Integer getLineNumber()': (_rt, self: ApexException) => self.lineNumber,
    'String getMessage()': (_rt, self: ApexException) =>
        self.typeName === 'System.AuraHandledException' && !withMessage.has(self) ? 'Script-thrown exception' : self.apexMessage,
    'Integer getNumDml()': (_rt, self: ApexException) => self.dmlErrors.length,
    'String getStackTraceString()': (_rt, self: ApexException) => self.stackTraceText,
    'String getTypeName()': (_rt, self: ApexException) => self.typeName,
    'void initCause(Exception cause)': (_rt, self: ApexException, cause: ApexException | null) => {
        if (self.hasCause) {
            throw ApexException.of('System.InvalidParameterValueException', 'Cause already set');
        }
        self.initApexCause(cause);
    },
    'void setMessage(String message)': (_rt, self: ApexException, message: string | null) => {
        withMessage.add(self);
        self.setApexMessage(message);
    }
});

/** Map of object name → names of fields, for the exceptions of user mode. */
export function inaccessibleFields(self: ApexException): ApexMap {
    const entries = [...(self.inaccessibleFields ?? [])].map(([object, fields]) => [object, new ApexSet('String', fields)] as const);
    return new ApexMap('String', 'Set<String>', entries);
}
