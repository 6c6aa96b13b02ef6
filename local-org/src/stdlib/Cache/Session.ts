/** Cache.Session */
import { library } from '../../runtime/library.ts';
import { hasSession } from '../support/platformCache.ts';
import { staticMembers } from './staticMembers.ts';

export default library('Cache.Session', {
    ...staticMembers('Session'),
    'static Boolean isAvailable()': (rt) => hasSession(rt)
});
