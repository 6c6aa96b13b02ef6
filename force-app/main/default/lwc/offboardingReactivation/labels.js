import title from '@salesforce/label/c.Offboarding_Tab_React_Title';
import comes from '@salesforce/label/c.Offboarding_Tab_React_Comes';
import gone from '@salesforce/label/c.Offboarding_Tab_React_Gone';
import restored from '@salesforce/label/c.Offboarding_Tab_React_Restored';
import notRestored from '@salesforce/label/c.Offboarding_Tab_React_Not_Restored';
import empty from '@salesforce/label/c.Offboarding_Tab_React_Empty';
import what from '@salesforce/label/c.Offboarding_Tab_React_What';
import why from '@salesforce/label/c.Offboarding_Tab_React_Why';
import count from '@salesforce/label/c.Offboarding_Tab_Col_Count';

export default {
    title,
    comes,
    gone,
    restored,
    notRestored,
    empty,
    what,
    why,
    count
};
