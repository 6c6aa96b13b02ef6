/** System.EventBus */
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import type { SObject } from '../../runtime/values/SObject.ts';
import { DmlResult } from '../support/dmlResults.ts';
import { noteTest } from '../support/testState.ts';

function publish(rt: OrgRuntime, events: SObject[]): DmlResult[] {
    noteTest(rt);
    // The exception's type: Apex Reference, EventBus.publish.
    const other = events.find((event) => rt.schema.object(argument(event).type)?.kind !== 'platformEvent');
    if (other) {
        throw ApexException.of('System.UnexpectedException', `This is no platform event: ${other.type}`);
    }
    return rt.tx.ports.async.publish(rt.tx, events.map(argument)).map((row) => new DmlResult(rt, 'SaveResult', row));
}

export default library('System.EventBus', {
    'static List<Database.SaveResult> publish(List<SObject> events)': (rt, events: ApexList) =>
        new ApexList('Database.SaveResult', publish(rt, argument(events).items as SObject[])),
    'static Database.SaveResult publish(SObject event)': (rt, event: SObject) => publish(rt, [argument(event)])[0]
});
