import auto from '@salesforce/label/c.Offboarding_Tab_Treat_Auto';
import ask from '@salesforce/label/c.Offboarding_Tab_Treat_Ask';
import you from '@salesforce/label/c.Offboarding_Tab_Treat_You';
import refuse from '@salesforce/label/c.Offboarding_Tab_Treat_Refuse';
import info from '@salesforce/label/c.Offboarding_Tab_Treat_Info';
import show from '@salesforce/label/c.Offboarding_Tab_Finding_Show';
import newTab from '@salesforce/label/c.Offboarding_Tab_New_Tab';
import kinds from '@salesforce/label/c.Offboarding_Tab_Finding_Kinds';
import clear from '@salesforce/label/c.Offboarding_Tab_Finding_Clear';
import fine from '@salesforce/label/c.Offboarding_Tab_Finding_Fine';
import unverified from '@salesforce/label/c.Offboarding_Tab_Finding_Unverified';
import scan from '@salesforce/label/c.Offboarding_Tab_Finding_Scan';
import setup from '@salesforce/label/c.Offboarding_Tab_Finding_Setup';
import more from '@salesforce/label/c.Offboarding_Tab_Finding_More';

export default {
    auto,
    ask,
    you,
    refuse,
    info,
    show,
    newTab,
    kinds,
    clear,
    fine,
    unverified,
    more,
    scan,
    setup
};
