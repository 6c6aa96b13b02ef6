/** Database.UndeleteResult */
import { resultClass } from '../support/dmlResultMembers.ts';

export default resultClass('UndeleteResult');
