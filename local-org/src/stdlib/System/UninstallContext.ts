/** System.UninstallContext */
import { library } from '../../runtime/library.ts';
import type { InstallContext } from '../support/install.ts';

export default library('System.UninstallContext', {
    'Id organizationId()': (_rt, self: InstallContext) => self.organizationId,
    'Id uninstallerId()': (_rt, self: InstallContext) => self.userId
});
