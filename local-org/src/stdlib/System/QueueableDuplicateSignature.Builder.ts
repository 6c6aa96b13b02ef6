/** System.QueueableDuplicateSignature.Builder */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { SignatureBuilder } from '../support/jobs.ts';

export default library('System.QueueableDuplicateSignature.Builder', {
    'new()': () => new SignatureBuilder(),
    'QueueableDuplicateSignature.Builder addId(Id id)': (_rt, self: SignatureBuilder, id: string) => self.add(argument(id)),
    'QueueableDuplicateSignature.Builder addInteger(Integer number)': (_rt, self: SignatureBuilder, number: number) =>
        self.add(String(argument(number))),
    'QueueableDuplicateSignature.Builder addString(String text)': (_rt, self: SignatureBuilder, text: string) => self.add(argument(text)),
    'QueueableDuplicateSignature build()': (_rt, self: SignatureBuilder) => self.build(),
    'Integer getMaxSize()': (_rt, self: SignatureBuilder) => self.maximum,
    'Integer getRemainingSize()': (_rt, self: SignatureBuilder) => self.maximum - self.size,
    'Integer getSize()': (_rt, self: SignatureBuilder) => self.size
});
