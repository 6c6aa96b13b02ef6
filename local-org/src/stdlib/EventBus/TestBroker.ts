/** EventBus.TestBroker */
import { library } from '../../runtime/library.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

export class TestBroker extends LibraryObject {
    readonly apexType = 'EventBus.TestBroker';
}

export default library('EventBus.TestBroker', {
    'void deliver()': (rt) => rt.tx.ports.async.deliverEvents(rt.tx)
});
