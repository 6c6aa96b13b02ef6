import title from '@salesforce/label/c.Offboarding_Tab_History_Title';
import empty from '@salesforce/label/c.Offboarding_Tab_History_Empty';
import number from '@salesforce/label/c.Offboarding_Tab_Col_Number';
import person from '@salesforce/label/c.Offboarding_Tab_Col_Person';
import successor from '@salesforce/label/c.Offboarding_Tab_Col_Successor';
import operator from '@salesforce/label/c.Offboarding_Tab_Col_Operator';
import started from '@salesforce/label/c.Offboarding_Tab_Col_Started';
import finished from '@salesforce/label/c.Offboarding_Tab_Col_Finished';
import type from '@salesforce/label/c.Offboarding_Tab_Col_Type';
import status from '@salesforce/label/c.Offboarding_Tab_Col_Status';
import open from '@salesforce/label/c.Offboarding_Tab_History_Open';
import reactivation from '@salesforce/label/c.Offboarding_Tab_Type_Reactivation';
import offboarding from '@salesforce/label/c.Offboarding_Tab_Type_Offboarding';
import working from '@salesforce/label/c.Offboarding_Tab_Working';

export default {
    title,
    empty,
    number,
    person,
    successor,
    operator,
    started,
    finished,
    type,
    status,
    open,
    reactivation,
    offboarding,
    working
};
