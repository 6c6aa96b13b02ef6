/** Invocable.Action.Error */
import { valueClass } from '../support/valueClass.ts';

export default valueClass('Invocable.Action.Error');
