/** Invocable.Action.Result */
import { valueClass } from '../support/valueClass.ts';

export default valueClass('Invocable.Action.Result');
