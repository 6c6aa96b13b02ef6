/** Database.DeleteResult */
import { resultClass } from '../support/dmlResultMembers.ts';

export default resultClass('DeleteResult');
