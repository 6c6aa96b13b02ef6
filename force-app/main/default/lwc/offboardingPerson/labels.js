import active from '@salesforce/label/c.Offboarding_Tab_Active';
import inactive from '@salesforce/label/c.Offboarding_Tab_Inactive';
import frozen from '@salesforce/label/c.Offboarding_Tab_Frozen';
import profile from '@salesforce/label/c.Offboarding_Tab_Person_Profile';
import role from '@salesforce/label/c.Offboarding_Tab_Person_Role';
import manager from '@salesforce/label/c.Offboarding_Tab_Person_Manager';
import lastLogin from '@salesforce/label/c.Offboarding_Tab_Person_Last_Login';
import never from '@salesforce/label/c.Offboarding_Tab_Person_Never';

export default {
    active,
    inactive,
    frozen,
    profile,
    role,
    manager,
    lastLogin,
    never
};
