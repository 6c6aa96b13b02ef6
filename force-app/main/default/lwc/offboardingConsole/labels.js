import title from '@salesforce/label/c.Offboarding_Tab_Title';
import subtitle from '@salesforce/label/c.Offboarding_Tab_Subtitle';
import planTitle from '@salesforce/label/c.Offboarding_Tab_Plan_Title';
import runTitle from '@salesforce/label/c.Offboarding_Tab_Run_Title';
import back from '@salesforce/label/c.Offboarding_Tab_Back';
import started from '@salesforce/label/c.Offboarding_Tab_Toast_Started';
import canceled from '@salesforce/label/c.Offboarding_Tab_Toast_Canceled';
import completed from '@salesforce/label/c.Offboarding_Tab_Toast_Completed';
import stopped from '@salesforce/label/c.Offboarding_Tab_Toast_Stopped';
import error from '@salesforce/label/c.Offboarding_Tab_Error_Title';
import working from '@salesforce/label/c.Offboarding_Tab_Working';
import lost from '@salesforce/label/c.Offboarding_Tab_Poll_Given_Up';

export default {
    title,
    subtitle,
    planTitle,
    runTitle,
    back,
    started,
    canceled,
    completed,
    stopped,
    error,
    working,
    lost
};
