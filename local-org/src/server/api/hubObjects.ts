/** Objects that only a Dev Hub has: elsewhere their query is refused, which is how clients tell a hub from other orgs. */
import { ApiError } from '../ApiError.ts';

/** Not built, not even in a Dev Hub. ScratchOrgInfo and ActiveScratchOrg are objects of an org that is one. */
const HUB_OBJECTS = /\bFROM\s+(NamespaceRegistry|SandboxProcess|SandboxInfo)\b/i;

/** @throws ApiError INVALID_TYPE in Salesforce's words */
export function refuseHubObjects(soql: string): void {
    const name = HUB_OBJECTS.exec(soql)?.[1];
    if (name) {
        throw new ApiError(
            400,
            'INVALID_TYPE',
            `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the ` +
                'entity name. Please reference your WSDL or the describe call for the appropriate names.'
        );
    }
}
