import stop from '@salesforce/label/c.Offboarding_Tab_Run_Stop';
import bringBack from '@salesforce/label/c.Offboarding_Tab_Run_Bring_Back';
import again from '@salesforce/label/c.Offboarding_Tab_Run_Again';
import refresh from '@salesforce/label/c.Offboarding_Tab_Run_Refresh';
import actions from '@salesforce/label/c.Offboarding_Tab_Run_Actions';

export default {
    stop,
    bringBack,
    again,
    refresh,
    actions
};
