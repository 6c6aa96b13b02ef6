/** Messaging.InboundEmail */
import { valueClass } from '../support/valueClass.ts';

export default valueClass('Messaging.InboundEmail');
