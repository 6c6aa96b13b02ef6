import title from '@salesforce/label/c.Offboarding_Tab_Deps_Title';
import empty from '@salesforce/label/c.Offboarding_Tab_Deps_Empty';
import Blocks from '@salesforce/label/c.Offboarding_Tab_Cat_Blocks';
import Breaks from '@salesforce/label/c.Offboarding_Tab_Cat_Breaks';
import HandOver from '@salesforce/label/c.Offboarding_Tab_Cat_HandOver';
import Access from '@salesforce/label/c.Offboarding_Tab_Cat_Access';
import Guard from '@salesforce/label/c.Offboarding_Tab_Cat_Guard';
import Other from '@salesforce/label/c.Offboarding_Tab_Cat_Other';
import summary from '@salesforce/label/c.Offboarding_Tab_Deps_Summary';
import unverified from '@salesforce/label/c.Offboarding_Tab_Deps_Unverified';
import working from '@salesforce/label/c.Offboarding_Tab_Working';

export default {
    title,
    empty,
    Blocks,
    Breaks,
    HandOver,
    Access,
    Guard,
    Other,
    summary,
    unverified,
    working
};
