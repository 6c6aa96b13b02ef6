/** The license pools of a fresh org. Names and keys as an Enterprise org shows them; totals are ours to choose. */

export interface UserLicenseSeed {
    name: string;
    key: string;
    total: number;
}

export interface PermissionSetLicenseSeed {
    developerName: string;
    label: string;
    total: number;
}

/** Seats of the Salesforce license in a fresh org unless the caller says otherwise. */
export const DEFAULT_SALESFORCE_SEATS = 25;

export function userLicenses(salesforceSeats: number): UserLicenseSeed[] {
    return [
        { name: 'Salesforce', key: 'SFDC', total: salesforceSeats },
        { name: 'Salesforce Platform', key: 'AUL', total: 10 },
        { name: 'Salesforce Integration', key: 'PID_SFDC_INTEGRATION', total: 5 },
        { name: 'Identity', key: 'PID_IDENTITY', total: 10 },
        { name: 'Chatter Free', key: 'PID_CHATTER', total: 5000 },
        { name: 'Chatter External', key: 'PID_CHATTER_EXTERNAL', total: 500 }
    ];
}

export const PERMISSION_SET_LICENSES: readonly PermissionSetLicenseSeed[] = [
    { developerName: 'SalesUserPsl', label: 'Sales User', total: 10 },
    { developerName: 'ServiceUserPsl', label: 'Service User', total: 10 },
    { developerName: 'CRMUserPsl', label: 'CRM User', total: 10 },
    { developerName: 'IdentityConnect', label: 'Identity Connect', total: 5 }
];
