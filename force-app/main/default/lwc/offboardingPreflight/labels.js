import title from '@salesforce/label/c.Offboarding_Tab_Preflight_Title';
import intro from '@salesforce/label/c.Offboarding_Tab_Preflight_Intro';
import stopped from '@salesforce/label/c.Offboarding_Tab_Preflight_Stopped';
import viewOnly from '@salesforce/label/c.Offboarding_Tab_Preflight_View_Only';

export default {
    title,
    intro,
    stopped,
    viewOnly
};
