/** System.Object: what every value can do. */
import { library } from '../../runtime/library.ts';
import { equals, hashCode } from '../../runtime/values/equality.ts';
import { textOf } from '../../runtime/values/text.ts';

export default library('System.Object', {
    'Boolean equals(Object other)': (_rt, self: unknown, other: unknown) => equals(self, other),
    'Integer hashCode()': (_rt, self: unknown) => hashCode(self),
    'String toString()': (_rt, self: unknown) => textOf(self)
});
