import title from '@salesforce/label/c.Offboarding_Tab_Start_Title';
import leaver from '@salesforce/label/c.Offboarding_Tab_Start_Leaver';
import successor from '@salesforce/label/c.Offboarding_Tab_Start_Successor';
import plan from '@salesforce/label/c.Offboarding_Tab_Start_Plan';
import hint from '@salesforce/label/c.Offboarding_Tab_Start_Hint';
import same from '@salesforce/label/c.Offboarding_Tab_Start_Same';

export default {
    title,
    leaver,
    successor,
    plan,
    hint,
    same
};
