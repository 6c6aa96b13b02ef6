/** The room's face: what the assembly of the org needs. */
import type { SaveRule } from '../data/ports.ts';
import type { Store } from '../data/store/Store.ts';
import { lockRule, prepareLocks } from './approvals/locks.ts';
import type { PlatformContext } from './rules/context.ts';
import { contentRule } from './rules/contentRule.ts';
import { groupMemberRule, groupRule, queueSobjectRule, userRoleRule } from './rules/groupRules.ts';
import { hierarchyRule } from './rules/hierarchyRule.ts';
import { ownerRule } from './rules/ownerRule.ts';
import { activeScratchOrgRule, scratchOrgInfoRule } from './rules/scratchOrgRules.ts';
import { prepareSignups } from './hub/signups.ts';
import { packageLicenseRule, permissionSetAssignmentRule, permissionSetLicenseAssignRule } from './rules/permissionAssignmentRules.ts';
import { authSessionRule, userLoginRule } from './rules/sessionRule.ts';
import { userRule } from './rules/userRule.ts';
import { statusRule } from './rules/statusRule.ts';
import { workitemRule } from './rules/workitemRule.ts';
import { prepareHiddenSubscriptions } from './users/deactivation.ts';
import { prepareAuthorizationCodes } from './users/authorizationCodes.ts';
import { prepareRefreshTokens } from './users/refreshTokens.ts';
import { prepareSessions } from './users/sessions.ts';

export { Identity } from './Identity.ts';
export { Platform } from './Platform.ts';
export { ApprovalRegistry } from './approvals/ApprovalRegistry.ts';
export { remoteSites } from './callout/callout.ts';
export { ENTERPRISE_HUB } from './hub/limits.ts';
export type { DevHubLimits } from './hub/limits.ts';
export * as signups from './hub/signups.ts';
export type { CreatedScratchOrg, Signup } from './hub/signups.ts';
export { deployPlatform } from './deploy/deployPlatform.ts';
export { automatedProcessUserId, isSeeded, seedOrganization, seedUsers } from './seed/seedOrg.ts';
export type { SeededOrg, SeedOptions } from './seed/seedOrg.ts';
export type { PlatformContext } from './rules/context.ts';
export { createAuthorizationCode, useAuthorizationCode } from './users/authorizationCodes.ts';
export type { ConnectedApp } from './users/authorizationCodes.ts';
export { createRefreshToken, organizationMark, revokeRefreshToken, useRefreshToken } from './users/refreshTokens.ts';
export { administratorToLogIn } from './users/deactivation.ts';
export { createSession, endSession, expireSessions, LoginRefused, sessionOf } from './users/sessions.ts';
export { recountSeats } from './users/seats.ts';

/** The room's own tables. Call once when the org is opened, outside any transaction. */
export function preparePlatform(store: Store): void {
    prepareSessions(store);
    prepareRefreshTokens(store);
    prepareAuthorizationCodes(store);
    prepareHiddenSubscriptions(store);
    prepareLocks(store);
    prepareSignups(store);
}

/** Rules of this room; they stand between the first and the last of `securityRules`. */
export function platformRules(context: PlatformContext): SaveRule[] {
    return [
        lockRule(context),
        userRule(context),
        hierarchyRule(context),
        statusRule(context),
        contentRule(context),
        ownerRule(context),
        permissionSetAssignmentRule(context),
        permissionSetLicenseAssignRule(context),
        packageLicenseRule(context),
        groupRule(context),
        groupMemberRule(context),
        queueSobjectRule(context),
        userRoleRule(context),
        authSessionRule(context),
        userLoginRule(),
        workitemRule(context),
        scratchOrgInfoRule(context),
        activeScratchOrgRule(context)
    ];
}
