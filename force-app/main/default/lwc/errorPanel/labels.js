import title from '@salesforce/label/c.Offboarding_Tab_Error_Title';

export default {
    title
};
