/** Test.testInstall and testUninstall: what a package's post-install class is told. */
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

export class InstallContext extends LibraryObject {
    readonly apexType: 'System.InstallContext' | 'System.UninstallContext';
    readonly userId: string;
    readonly organizationId: string;
    readonly previousVersion: unknown;
    readonly isPush: boolean;

    constructor(
        apexType: InstallContext['apexType'],
        userId: string,
        organizationId: string,
        previousVersion: unknown = null,
        isPush = false
    ) {
        super();
        this.apexType = apexType;
        this.userId = userId;
        this.organizationId = organizationId;
        this.previousVersion = previousVersion;
        this.isPush = isPush;
    }
}
