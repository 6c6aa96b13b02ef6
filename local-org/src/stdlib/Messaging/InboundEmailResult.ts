/** Messaging.InboundEmailResult */
import { valueClass } from '../support/valueClass.ts';

export default valueClass('Messaging.InboundEmailResult');
