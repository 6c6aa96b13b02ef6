import placeholder from '@salesforce/label/c.Offboarding_Tab_Picker_Placeholder';
import none from '@salesforce/label/c.Offboarding_Tab_Picker_None';
import short from '@salesforce/label/c.Offboarding_Tab_Picker_Short';
import results from '@salesforce/label/c.Offboarding_Tab_Picker_Results';
import one from '@salesforce/label/c.Offboarding_Tab_Picker_One';
import searching from '@salesforce/label/c.Offboarding_Tab_Picker_Searching';
import change from '@salesforce/label/c.Offboarding_Tab_Picker_Change';
import active from '@salesforce/label/c.Offboarding_Tab_Active';
import inactive from '@salesforce/label/c.Offboarding_Tab_Inactive';
import frozen from '@salesforce/label/c.Offboarding_Tab_Frozen';

export default {
    placeholder,
    none,
    short,
    results,
    one,
    searching,
    change,
    active,
    inactive,
    frozen
};
