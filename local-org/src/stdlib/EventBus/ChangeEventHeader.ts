/** EventBus.ChangeEventHeader */
import { valueClass } from '../support/valueClass.ts';

export default valueClass('EventBus.ChangeEventHeader');
