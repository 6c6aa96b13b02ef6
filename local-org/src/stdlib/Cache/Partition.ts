/** Cache.Partition */
import { library } from '../../runtime/library.ts';
import { PARTITION_MEMBERS } from './partitionMembers.ts';

export default library('Cache.Partition', PARTITION_MEMBERS);
