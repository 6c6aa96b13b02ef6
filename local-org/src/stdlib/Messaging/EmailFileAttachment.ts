/** Messaging.EmailFileAttachment */
import { valueClass } from '../support/valueClass.ts';

export default valueClass('Messaging.EmailFileAttachment');
