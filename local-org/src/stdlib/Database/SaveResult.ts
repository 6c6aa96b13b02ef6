/** Database.SaveResult */
import { resultClass } from '../support/dmlResultMembers.ts';

export default resultClass('SaveResult');
