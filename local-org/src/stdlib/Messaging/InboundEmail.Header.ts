/** Messaging.InboundEmail.Header */
import { valueClass } from '../support/valueClass.ts';

export default valueClass('Messaging.InboundEmail.Header');
