/** Cache.SessionPartition */
import { library } from '../../runtime/library.ts';
import { PARTITION_MEMBERS } from './partitionMembers.ts';

export default library('Cache.SessionPartition', PARTITION_MEMBERS);
