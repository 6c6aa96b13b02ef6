import refusals from '@salesforce/label/c.Offboarding_Tab_Notices_Refusals';
import warnings from '@salesforce/label/c.Offboarding_Tab_Notices_Warnings';

export default {
    refusals,
    warnings
};
