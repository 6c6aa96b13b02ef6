import title from '@salesforce/label/c.Offboarding_Tab_Progress_Title';
import empty from '@salesforce/label/c.Offboarding_Tab_Progress_Empty';
import inLine from '@salesforce/label/c.Offboarding_Tab_Progress_In_Line';
import resume from '@salesforce/label/c.Offboarding_Tab_Progress_Resume';
import summary from '@salesforce/label/c.Offboarding_Tab_Progress_Summary';
import now from '@salesforce/label/c.Offboarding_Tab_Progress_Now';
import blocked from '@salesforce/label/c.Offboarding_Tab_Progress_Blocked';
import error from '@salesforce/label/c.Offboarding_Tab_Progress_Error';
import stalled from '@salesforce/label/c.Offboarding_Tab_Progress_Stalled';
import step from '@salesforce/label/c.Offboarding_Tab_Col_Step';
import status from '@salesforce/label/c.Offboarding_Tab_Col_Status';
import found from '@salesforce/label/c.Offboarding_Tab_Col_Found';
import done from '@salesforce/label/c.Offboarding_Tab_Col_Done';
import failed from '@salesforce/label/c.Offboarding_Tab_Col_Failed';
import successor from '@salesforce/label/c.Offboarding_Tab_Progress_Successor';
import operator from '@salesforce/label/c.Offboarding_Tab_Col_Operator';
import started from '@salesforce/label/c.Offboarding_Tab_Col_Started';
import finished from '@salesforce/label/c.Offboarding_Tab_Col_Finished';
import working from '@salesforce/label/c.Offboarding_Tab_Working';

export default {
    title,
    empty,
    inLine,
    resume,
    summary,
    now,
    blocked,
    error,
    stalled,
    step,
    status,
    found,
    done,
    failed,
    successor,
    operator,
    started,
    finished,
    working
};
