/** Cache.Org */
import { library } from '../../runtime/library.ts';
import { staticMembers } from './staticMembers.ts';

export default library('Cache.Org', staticMembers('Org'));
