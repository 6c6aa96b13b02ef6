/**
 * Which user permission writing to a setup object needs (any one of them). These are platform permissions: system mode
 * lifts object, field and record access, not these (DESIGN §4). Sources: platform.md §4 (fact table), §11.
 */
export const SETUP_WRITE_PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
    user: ['ManageUsers', 'ManageInternalUsers'],
    userlogin: ['ManageUsers', 'FreezeUsers'],
    userrole: ['ManageUsers', 'ManageRoles'],
    userpackagelicense: ['ManageUsers'],
    permissionsetassignment: ['AssignPermissionSets', 'ManageUsers'],
    permissionsetlicenseassign: ['AssignPermissionSets', 'ManageUsers'],
    permissionset: ['ManageProfilesPermissionsets'],
    permissionsetgroup: ['ManageProfilesPermissionsets'],
    permissionsetgroupcomponent: ['ManageProfilesPermissionsets'],
    objectpermissions: ['ManageProfilesPermissionsets'],
    fieldpermissions: ['ManageProfilesPermissionsets'],
    setupentityaccess: ['ManageProfilesPermissionsets'],
    group: ['ManageUsers'],
    groupmember: ['ManageUsers'],
    queuesobject: ['ManageUsers', 'CustomizeApplication'],
    territory2: ['ManageTerritories'],
    territory2model: ['ManageTerritories'],
    userterritory2association: ['ManageTerritories'],
    organization: ['CustomizeApplication']
};

/** Whose rows of these objects others do not see: the field that names the user, and the permissions that lift it. */
export const OWN_ROWS_ONLY: Readonly<Record<string, { field: string; unless: readonly string[] }>> = {
    authsession: { field: 'UsersId', unless: ['ManageUsers'] },
    loginhistory: { field: 'UserId', unless: ['ManageUsers'] },
    userlogin: { field: 'UserId', unless: ['ManageUsers', 'FreezeUsers'] },
    oauthtoken: { field: 'UserId', unless: ['CustomizeApplication'] }
};

/** Fields of one's own User row that only a user manager may change. */
export const MANAGED_USER_FIELDS: readonly string[] = [
    'IsActive',
    'ProfileId',
    'UserRoleId',
    'ManagerId',
    'ForecastEnabled',
    'FederationIdentifier',
    'IsPortalEnabled'
];
