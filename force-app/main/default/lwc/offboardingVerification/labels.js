import title from '@salesforce/label/c.Offboarding_Tab_Verify_Title';
import ok from '@salesforce/label/c.Offboarding_Tab_Verify_Ok';
import bad from '@salesforce/label/c.Offboarding_Tab_Verify_Bad';
import empty from '@salesforce/label/c.Offboarding_Tab_Verify_Empty';
import pass from '@salesforce/label/c.Offboarding_Tab_Verify_Pass';
import differs from '@salesforce/label/c.Offboarding_Tab_Verify_Differs';
import check from '@salesforce/label/c.Offboarding_Tab_Col_Check';
import expected from '@salesforce/label/c.Offboarding_Tab_Col_Expected';
import actual from '@salesforce/label/c.Offboarding_Tab_Col_Actual';
import result from '@salesforce/label/c.Offboarding_Tab_Col_Result';
import seats from '@salesforce/label/c.Offboarding_Tab_Verify_Seats';
import pool from '@salesforce/label/c.Offboarding_Tab_Col_Pool';
import before from '@salesforce/label/c.Offboarding_Tab_Verify_Before';
import after from '@salesforce/label/c.Offboarding_Tab_Verify_After';
import total from '@salesforce/label/c.Offboarding_Tab_Verify_Total';

export default {
    title,
    ok,
    bad,
    empty,
    pass,
    differs,
    check,
    expected,
    actual,
    result,
    seats,
    pool,
    before,
    after,
    total
};
