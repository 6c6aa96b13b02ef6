/** What emitted code writes without calling a method: class literals; tokens and describes of records come from Schema. */
import { library } from '../../runtime/library.ts';
import { typeOf } from '../support/ApexType.ts';

export default library('Internal.Tokens', {
    'static Type type(String name)': (rt, name: string) => typeOf(rt, name)
});
