import start from '@salesforce/label/c.Offboarding_Tab_Plan_Start';
import bringBack from '@salesforce/label/c.Offboarding_Tab_Plan_Bring_Back';
import discard from '@salesforce/label/c.Offboarding_Tab_Plan_Discard';
import rescan from '@salesforce/label/c.Offboarding_Tab_Plan_Rescan';
import people from '@salesforce/label/c.Offboarding_Tab_Plan_People';
import leaver from '@salesforce/label/c.Offboarding_Tab_Plan_Leaver';
import successor from '@salesforce/label/c.Offboarding_Tab_Plan_Successor';
import returns from '@salesforce/label/c.Offboarding_Tab_Plan_Returns';
import counting from '@salesforce/label/c.Offboarding_Tab_Plan_Counting';
import seats from '@salesforce/label/c.Offboarding_Tab_Seats';
import seatLine from '@salesforce/label/c.Offboarding_Tab_Seat_Line';
import seatFree from '@salesforce/label/c.Offboarding_Tab_Seat_Free';
import noRun from '@salesforce/label/c.Offboarding_Tab_Plan_No_Run';
import actions from '@salesforce/label/c.Offboarding_Tab_Plan_Actions';

export default {
    start,
    bringBack,
    discard,
    rescan,
    people,
    leaver,
    successor,
    returns,
    counting,
    seats,
    seatLine,
    seatFree,
    noRun,
    actions
};
