/** Messaging.InboundEnvelope */
import { valueClass } from '../support/valueClass.ts';

export default valueClass('Messaging.InboundEnvelope');
