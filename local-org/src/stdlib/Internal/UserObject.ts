/** What every class of a project inherits. */
import { library } from '../../runtime/library.ts';

export default library('Internal.UserObject', {
    /** Another object with the same values in its fields; no constructor runs. */
    'Object clone()': (_rt, self: object) => Object.assign(Object.create(Object.getPrototypeOf(self) as object) as object, self)
});
