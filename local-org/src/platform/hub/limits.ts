/** What a Dev Hub allows. */
export interface DevHubLimits {
    /** How many scratch orgs there may be at a time. */
    activeScratchOrgs: number;
    /** How many may be created within 24 hours. */
    dailyScratchOrgs: number;
}

/** Allocations of an Enterprise Edition Dev Hub (Salesforce DX Developer Guide). */
export const ENTERPRISE_HUB: DevHubLimits = { activeScratchOrgs: 40, dailyScratchOrgs: 80 };
