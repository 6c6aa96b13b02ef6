/** System.Test */
import { UnsupportedError } from '../../runtime/errors.ts';
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { Limits } from '../../runtime/Limits.ts';
import { argument } from '../../runtime/operators.ts';
import type { ApexList } from '../../runtime/values/ApexList.ts';
import type { ApexDatetime } from '../../runtime/values/ApexDatetime.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { TestBroker } from '../EventBus/TestBroker.ts';
import type { ApexType } from '../support/ApexType.ts';
import { InstallContext } from '../support/install.ts';
import { pageState } from '../support/pages.ts';
import type { PageReference } from '../support/pages.ts';
import { createStub } from '../support/stub.ts';
import { testState } from '../support/testState.ts';
import { organization } from '../support/user.ts';

/** Id of the standard price book, the same in every local org. */
const STANDARD_PRICEBOOK = '01s000000000001AAA';

function install(rt: OrgRuntime, handler: unknown, previous: unknown, isPush: boolean): unknown {
    const context = new InstallContext('System.InstallContext', rt.tx.userId, organization(rt).id, previous, isPush);
    return rt.callInterface(argument(handler), 'System.InstallHandler.onInstall(System.InstallContext)', [context]);
}

/** Groups are calculated as soon as they change: there is nothing left to do. */
function mustBeGroup(rt: OrgRuntime, id: string | null): void {
    if (rt.schema.objectByKeyPrefix(argument(id).slice(0, 3))?.name !== 'PermissionSetGroup') {
        throw ApexException.of('System.InvalidParameterValueException', `Invalid permission set group ID: ${id}`);
    }
}

export default library('System.Test', {
    // The data room reads them under this key.
    'static void setFixedSearchResults(List<String> ids)': (rt, ids: ApexList | null) => {
        rt.tx.state.set(Symbol.for('fixedSearchResults'), [...argument(ids).items]);
    },
    'static void calculatePermissionSetGroup(String id)': (rt, id: string | null) => mustBeGroup(rt, id),
    'static void calculatePermissionSetGroup(List<String> ids)': (rt, ids: ApexList | null) =>
        argument(ids).items.forEach((id) => mustBeGroup(rt, id as string | null)),
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
    'static void setCurrentPage(Object page)': (rt, page: PageReference | null) => {
        pageState(rt).current = page;
    },
    'static void setCurrentPageReference(Object page)': (rt, page: PageReference | null) => {
        pageState(rt).current = page;
    },
    'static void clearApexPageMessages()': (rt) => {
        pageState(rt).messages.clear();
    },
    'static void testInstall(InstallHandler handler, Version previous)': (rt, handler: unknown, previous: unknown) =>
        install(rt, handler, previous, false),
    'static void testInstall(InstallHandler handler, Version previous, Boolean isPush)': (
        rt,
        handler: unknown,
        previous: unknown,
        isPush: boolean | null
    ) => install(rt, handler, previous, argument(isPush)),
    'static void testUninstall(UninstallHandler handler)': (rt, handler: unknown) =>
        rt.callInterface(argument(handler), 'System.UninstallHandler.onUninstall(System.UninstallContext)', [
            new InstallContext('System.UninstallContext', rt.tx.userId, organization(rt).id)
        ]),
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
