/** Database.EmptyRecycleBinResult */
import { resultClass } from '../support/dmlResultMembers.ts';

export default resultClass('EmptyRecycleBinResult');
