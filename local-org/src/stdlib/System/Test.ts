/** System.Test */
import { UnsupportedError } from '../../runtime/errors.ts';
import { library } from '../../runtime/library.ts';
import { Limits } from '../../runtime/Limits.ts';
import { argument } from '../../runtime/operators.ts';
import type { ApexList } from '../../runtime/values/ApexList.ts';
import type { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { TestBroker } from '../EventBus/TestBroker.ts';
import type { ApexType } from '../support/ApexType.ts';
import { createStub } from '../support/stub.ts';
import { testState } from '../support/testState.ts';

/** Id of the standard price book, the same in every local org. */
const STANDARD_PRICEBOOK = '01s000000000001AAA';

export default library('System.Test', {
    // The data room reads them under this key.
    'static void setFixedSearchResults(List<String> ids)': (rt, ids: ApexList | null) => {
        rt.tx.state.set(Symbol.for('fixedSearchResults'), [...argument(ids).items]);
    },
    'static Object createStub(Type type, StubProvider provider)': (rt, type: ApexType | null, provider: unknown) =>
        createStub(rt, argument(type), argument(provider)),
    'static EventBus.TestBroker getEventBus()': () => new TestBroker(),
    'static Id getStandardPricebookId()': () => STANDARD_PRICEBOOK,
    'static Boolean isRunningTest()': (rt) => rt.tx.isTest,
    'static void setCreatedDate(Id recordId, Datetime created)': (rt, recordId: string | null, created: ApexDatetime | null) => {
        const { data } = rt.tx.ports;
        if (!data.setCreatedDate) {
            throw new UnsupportedError('System.Test.setCreatedDate(Id,Datetime)');
        }
        data.setCreatedDate(rt.tx, argument(recordId), argument(created).milliseconds);
    },
    'static void setMock(Type interfaceType, Object mock)': (rt, type: ApexType | null, mock: unknown) => {
        if (!rt.is(argument(mock), argument(type).name)) {
            throw ApexException.of('System.TypeException', `Mock does not implement ${argument(type).name}`);
        }
        testState(rt).mocks.set(argument(type).name.toLowerCase(), mock);
    },
    'static void startTest()': (rt) => {
        const state = testState(rt);
        if (state.window !== 'before') {
            throw ApexException.of('System.FinalException', 'Testing already started');
        }
        state.window = 'open';
        rt.tx.outerLimits = rt.tx.limits;
        rt.tx.limits = new Limits(rt.tx.kind);
    },
    'static void stopTest()': (rt) => {
        const state = testState(rt);
        if (state.window !== 'open') {
            throw ApexException.of(
                'System.FinalException',
                state.window === 'before' ? 'Testing was not started' : 'Testing already stopped'
            );
        }
        state.window = 'closed';
        try {
            rt.tx.ports.async.runPendingForTest(rt.tx);
        } finally {
            rt.tx.limits = rt.tx.outerLimits ?? rt.tx.limits;
            rt.tx.outerLimits = null;
        }
    }
});
