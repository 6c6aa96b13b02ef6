/** Messaging.InboundEmail.TextAttachment */
import { valueClass } from '../support/valueClass.ts';

export default valueClass('Messaging.InboundEmail.TextAttachment');
