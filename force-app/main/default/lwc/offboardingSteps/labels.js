import title from '@salesforce/label/c.Offboarding_Tab_Steps_Title';
import empty from '@salesforce/label/c.Offboarding_Tab_Steps_Empty';
import nothing from '@salesforce/label/c.Offboarding_Tab_Steps_Nothing';
import count from '@salesforce/label/c.Offboarding_Tab_Steps_Count';

export default {
    title,
    empty,
    nothing,
    count
};
