/** System.ResetPasswordResult */
import { library } from '../../runtime/library.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

export class ResetPasswordResult extends LibraryObject {
    readonly apexType = 'System.ResetPasswordResult';
    readonly password: string;

    constructor(password: string) {
        super();
        this.password = password;
    }
}

export default library('System.ResetPasswordResult', {
    'get String password': (_rt, self: ResetPasswordResult) => self.password,
    'String getPassword()': (_rt, self: ResetPasswordResult) => self.password
});
