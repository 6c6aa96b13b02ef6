/** Database.LeadConvertResult */
import { valueClass } from '../support/valueClass.ts';

export default valueClass('Database.LeadConvertResult');
