/** System.InstallContext */
import { library } from '../../runtime/library.ts';
import type { InstallContext } from '../support/install.ts';

export default library('System.InstallContext', {
    'Id installerId()': (_rt, self: InstallContext) => self.userId,
    'Boolean isPush()': (_rt, self: InstallContext) => self.isPush,
    'Boolean isUpgrade()': (_rt, self: InstallContext) => self.previousVersion !== null,
    'Id organizationId()': (_rt, self: InstallContext) => self.organizationId,
    'Version previousVersion()': (_rt, self: InstallContext) => self.previousVersion
});
