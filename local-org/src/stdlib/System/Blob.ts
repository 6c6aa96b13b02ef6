/** System.Blob */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexBlob } from '../../runtime/values/ApexBlob.ts';

export default library('System.Blob', {
    'Integer size()': (_rt, self: ApexBlob) => self.size,
    'String toString()': (_rt, self: ApexBlob | null) => argument(self).toText(),
    'static Blob valueOf(String text)': (_rt, text: string | null) => ApexBlob.ofText(argument(text))
});
