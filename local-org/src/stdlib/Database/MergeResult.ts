/** Database.MergeResult */
import { valueClass } from '../support/valueClass.ts';

export default valueClass('Database.MergeResult');
