import startTitle from '@salesforce/label/c.Offboarding_Tab_Confirm_Start_Title';
import startLead from '@salesforce/label/c.Offboarding_Tab_Confirm_Start_Lead';
import startButton from '@salesforce/label/c.Offboarding_Tab_Confirm_Start_Button';
import line from '@salesforce/label/c.Offboarding_Tab_Confirm_Line';
import seat from '@salesforce/label/c.Offboarding_Tab_Confirm_Seat';
import reversible from '@salesforce/label/c.Offboarding_Tab_Confirm_Reversible';
import backTitle from '@salesforce/label/c.Offboarding_Tab_Confirm_Back_Title';
import backLead from '@salesforce/label/c.Offboarding_Tab_Confirm_Back_Lead';
import backLine from '@salesforce/label/c.Offboarding_Tab_Confirm_Back_Line';
import goneLine from '@salesforce/label/c.Offboarding_Tab_Confirm_Gone_Line';
import takes from '@salesforce/label/c.Offboarding_Tab_Confirm_Takes';
import backButton from '@salesforce/label/c.Offboarding_Tab_Confirm_Back_Button';
import discardTitle from '@salesforce/label/c.Offboarding_Tab_Confirm_Discard_Title';
import discardLead from '@salesforce/label/c.Offboarding_Tab_Confirm_Discard_Lead';
import discardButton from '@salesforce/label/c.Offboarding_Tab_Confirm_Discard_Button';
import stopTitle from '@salesforce/label/c.Offboarding_Tab_Confirm_Stop_Title';
import stopLead from '@salesforce/label/c.Offboarding_Tab_Confirm_Stop_Lead';
import stopSteps from '@salesforce/label/c.Offboarding_Tab_Confirm_Stop_Steps';
import stopButton from '@salesforce/label/c.Offboarding_Tab_Confirm_Stop_Button';
import keep from '@salesforce/label/c.Offboarding_Tab_Confirm_Keep';

export default {
    startTitle,
    startLead,
    startButton,
    line,
    seat,
    reversible,
    backTitle,
    backLead,
    backLine,
    goneLine,
    takes,
    backButton,
    discardTitle,
    discardLead,
    discardButton,
    stopTitle,
    stopLead,
    stopSteps,
    stopButton,
    keep
};
