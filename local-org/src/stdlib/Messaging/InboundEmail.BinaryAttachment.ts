/** Messaging.InboundEmail.BinaryAttachment */
import { valueClass } from '../support/valueClass.ts';

export default valueClass('Messaging.InboundEmail.BinaryAttachment');
