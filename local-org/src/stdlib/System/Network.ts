/** System.Network: this org has no Experience Cloud sites. */
import { library } from '../../runtime/library.ts';

export default library('System.Network', {
    'static PageReference communitiesLanding()': () => null,
    'static String getNetworkId()': () => null
});
