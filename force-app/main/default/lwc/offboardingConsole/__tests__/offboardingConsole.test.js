import cancel from '@salesforce/apex/OffboardingController.cancel';
import continuePlan from '@salesforce/apex/OffboardingController.continuePlan';
import getAccess from '@salesforce/apex/OffboardingController.getAccess';
import getOffboardings from '@salesforce/apex/OffboardingController.getOffboardings';
import getPlan from '@salesforce/apex/OffboardingController.getPlan';
import getProgress from '@salesforce/apex/OffboardingController.getProgress';
import plan from '@salesforce/apex/OffboardingController.plan';
import planReactivation from '@salesforce/apex/OffboardingController.planReactivation';
import resume from '@salesforce/apex/OffboardingController.resume';
import searchPeople from '@salesforce/apex/OffboardingController.searchPeople';
import start from '@salesforce/apex/OffboardingController.start';
import OffboardingConfirm from 'c/offboardingConfirm';
import OffboardingConsole from 'c/offboardingConsole';
import { changed, clear, render, settle, words } from '../../../../../test/jest-mocks/page';
import access from '../../../../../test/jest-mocks/fixtures/access.json';
import blocked from '../../../../../test/jest-mocks/fixtures/blocked.json';
import completed from '../../../../../test/jest-mocks/fixtures/completed.json';
import drifted from '../../../../../test/jest-mocks/fixtures/drifted.json';
import offboardings from '../../../../../test/jest-mocks/fixtures/offboardings.json';
import people from '../../../../../test/jest-mocks/fixtures/people.json';
import draft from '../../../../../test/jest-mocks/fixtures/plan.json';
import draftReactivation from '../../../../../test/jest-mocks/fixtures/planReactivation.json';
import planRefused from '../../../../../test/jest-mocks/fixtures/planRefused.json';
import reactivated from '../../../../../test/jest-mocks/fixtures/reactivated.json';
import running from '../../../../../test/jest-mocks/fixtures/running.json';
import stalled from '../../../../../test/jest-mocks/fixtures/stalled.json';

jest.mock('@salesforce/apex/OffboardingController.cancel', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OffboardingController.continuePlan', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OffboardingController.getAccess', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OffboardingController.getOffboardings', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OffboardingController.getPlan', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OffboardingController.getProgress', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OffboardingController.plan', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OffboardingController.planReactivation', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OffboardingController.resume', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OffboardingController.searchPeople', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OffboardingController.start', () => ({ default: jest.fn() }), { virtual: true });

const CHOICE = { personId: people[0].id, successorId: people[1].id };
const RUN = { offboardingId: draft.offboardingId };

/** As Apex refuses. */
const refusal = (message) => ({ body: { message }, status: 500, ok: false });

describe('c-offboarding-console', () => {
    let element;
    let toasts;

    const find = (selector) => element.shadowRoot.querySelector(selector);
    const title = () => words(find('h1'));
    const view = () =>
        ['c-offboarding-start', 'c-offboarding-history', 'c-offboarding-plan', 'c-offboarding-run', 'c-error-panel'].filter(find);

    async function send(selector, event, detail) {
        find(selector).dispatchEvent(new CustomEvent(event, { detail }));
        await settle();
    }

    async function openConsole() {
        element = render('c-offboarding-console', OffboardingConsole);
        element.addEventListener('lightning__showtoast', ({ detail }) =>
            toasts.push([detail.variant, words({ textContent: detail.title })])
        );
        element.addEventListener('lightning__showtoast', ({ detail }) => detail.message && toasts.at(-1).push(detail.message));
        await settle();
    }

    async function openPlan() {
        await openConsole();
        await send('c-offboarding-start', 'plan', CHOICE);
    }

    async function openRun(progress) {
        getProgress.mockResolvedValue(progress);
        await openConsole();
        await send('c-offboarding-history', 'open', RUN);
    }

    beforeEach(() => {
        jest.useFakeTimers();
        toasts = [];
        OffboardingConfirm.open = jest.fn().mockResolvedValue(true);
        getAccess.mockResolvedValue(access);
        getOffboardings.mockResolvedValue(offboardings);
        plan.mockResolvedValue(draft);
    });

    afterEach(() => {
        clear();
        jest.clearAllMocks();
        jest.useRealTimers();
    });

    async function isAccessible() {
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    }

    describe('the first view', () => {
        it('offers a new offboarding and lists the ones there are', async () => {
            await openConsole();
            expect(view()).toEqual(['c-offboarding-start', 'c-offboarding-history']);
            expect(find('c-offboarding-history').offboardings).toEqual(offboardings);
            expect(find('c-offboarding-preflight').access).toEqual(access);
            expect(title()).toBe('Offboarding');
            await isAccessible();
        });

        it('shows the refusal and nothing else without the permission to view', async () => {
            getAccess.mockRejectedValue(refusal('You need the permission set Offboarding Viewer.'));
            await openConsole();
            expect(view()).toEqual(['c-error-panel']);
            expect(find('c-error-panel').errors).toEqual(['You need the permission set Offboarding Viewer.']);
            expect(getOffboardings).not.toHaveBeenCalled();
            await isAccessible();
        });

        it('offers no new offboarding to a viewer', async () => {
            getAccess.mockResolvedValue(changed(access, { canPlan: false, canRun: false }));
            await openConsole();
            expect(view()).toEqual(['c-offboarding-history']);
            await isAccessible();
        });

        it('shows why the list is not there', async () => {
            getOffboardings.mockRejectedValue(refusal('No list.'));
            await openConsole();
            expect(find('c-offboarding-history').errors).toEqual(['No list.']);
            await isAccessible();
        });

        it('spins while it asks who is there', async () => {
            getAccess.mockReturnValue(new Promise(() => {}));
            await openConsole();
            expect(find('lightning-spinner')).not.toBeNull();
            expect(view()).toEqual([]);
            await isAccessible();
        });

        it('answers a search in the field that asked', async () => {
            searchPeople.mockResolvedValue(people);
            await openConsole();
            await send('c-offboarding-start', 'search', { field: 'leaver', term: 'zoe' });
            expect(searchPeople).toHaveBeenCalledWith({ term: 'zoe' });
            searchPeople.mockRejectedValue(refusal('No search.'));
            await send('c-offboarding-start', 'search', { field: 'successor', term: 'dana' });
            expect(find('c-offboarding-start').found).toEqual({
                leaver: { term: 'zoe', people },
                successor: { term: 'dana', errors: ['No search.'] }
            });
            expect(toasts).toEqual([]);
        });
    });

    describe('a plan', () => {
        it('is made for the two people, and the focus goes to its heading', async () => {
            await openPlan();
            expect(plan).toHaveBeenCalledWith(CHOICE);
            expect(view()).toEqual(['c-offboarding-plan']);
            expect(find('c-offboarding-plan').plan).toEqual(draft);
            expect(title()).toBe('OFF-00001: plan for Zoë "Zed" O’Hara 🦊');
            expect(element.shadowRoot.activeElement).toBe(find('h1'));
            await isAccessible();
        });

        it('goes on counting until the scan is complete', async () => {
            const counting = changed(draft, { scanComplete: false, canStart: false });
            plan.mockResolvedValue(counting);
            continuePlan.mockResolvedValueOnce(counting).mockResolvedValueOnce(draft);
            await openPlan();
            await settle();
            expect(continuePlan.mock.calls).toEqual([[RUN], [RUN]]);
            expect(find('c-offboarding-plan').plan.scanComplete).toBe(true);
        });

        it('stops counting when the person looks elsewhere', async () => {
            let slice;
            plan.mockResolvedValue(changed(draft, { scanComplete: false }));
            continuePlan.mockReturnValue(new Promise((resolve) => (slice = resolve)));
            await openPlan();
            find('[data-back]').click();
            slice(changed(draft, { scanComplete: false }));
            await settle();
            expect(continuePlan).toHaveBeenCalledTimes(1);
            expect(view()).toEqual(['c-offboarding-start', 'c-offboarding-history']);
        });

        it('says why it was refused, and keeps what was chosen', async () => {
            plan.mockRejectedValue(refusal('An offboarding is already open.'));
            await openPlan();
            expect(toasts).toEqual([['error', 'That did not work', 'An offboarding is already open.']]);
            expect(view()).toEqual(['c-offboarding-start', 'c-offboarding-history']);
            expect(find('c-offboarding-start').busy).toBe(false);
        });

        it('is made again on demand', async () => {
            await openPlan();
            await send('c-offboarding-plan', 'rescan');
            expect(plan.mock.calls).toEqual([[CHOICE], [CHOICE]]);
        });

        it('of a reactivation is made again for the offboarding that it reverses', async () => {
            getProgress.mockResolvedValue(changed(reactivated, { status: 'Draft' }));
            getPlan.mockResolvedValue(draftReactivation);
            planReactivation.mockResolvedValue(draftReactivation);
            await openConsole();
            await send('c-offboarding-history', 'open', { offboardingId: draftReactivation.offboardingId });
            await send('c-offboarding-plan', 'rescan');
            expect(planReactivation).toHaveBeenCalledWith(RUN);
        });

        it('is discarded after a question', async () => {
            cancel.mockResolvedValue(changed(running, { status: 'Canceled' }));
            await openPlan();
            await send('c-offboarding-plan', 'discard');
            expect(OffboardingConfirm.open).toHaveBeenCalledWith({ size: 'small', intent: 'discard', subject: draft });
            expect(cancel).toHaveBeenCalledWith(RUN);
            expect(view()).toEqual(['c-offboarding-start', 'c-offboarding-history']);
            expect(toasts).toEqual([['success', 'OFF-00001 is canceled.']]);
            expect(getOffboardings).toHaveBeenCalledTimes(2);
        });
    });

    describe('a start', () => {
        it('asks first, and does nothing without a yes', async () => {
            OffboardingConfirm.open.mockResolvedValue(undefined);
            await openPlan();
            await send('c-offboarding-plan', 'start');
            expect(OffboardingConfirm.open).toHaveBeenCalledWith({ size: 'small', intent: 'start', subject: draft });
            expect(start).not.toHaveBeenCalled();
        });

        it('sends the hash of the plan that was seen, then watches the run to its end', async () => {
            start.mockResolvedValue(running);
            getProgress.mockResolvedValueOnce(running).mockResolvedValueOnce(completed);
            await openPlan();
            await send('c-offboarding-plan', 'start');
            expect(start).toHaveBeenCalledWith({ ...RUN, planHash: draft.planHash });
            expect(view()).toEqual(['c-offboarding-run']);
            expect(element.shadowRoot.activeElement).toBe(find('h1'));
            await jest.advanceTimersByTimeAsync(1000);
            expect(find('c-offboarding-run').progress).toEqual(running);
            await jest.advanceTimersByTimeAsync(60000);
            expect(find('c-offboarding-run').progress).toEqual(completed);
            expect(getProgress).toHaveBeenCalledTimes(2);
            expect(toasts).toEqual([
                ['success', 'OFF-00001 has started.'],
                ['success', 'OFF-00001 is complete.']
            ]);
            await isAccessible();
        });

        it('that is refused shows the plan as it is now', async () => {
            start.mockRejectedValue(refusal('The plan has changed since you saw it.'));
            getProgress.mockResolvedValue(changed(running, { status: 'Draft' }));
            getPlan.mockResolvedValue(planRefused);
            await openPlan();
            await send('c-offboarding-plan', 'start');
            expect(toasts).toEqual([['error', 'That did not work', 'The plan has changed since you saw it.']]);
            expect(find('c-offboarding-plan').plan).toEqual(planRefused);
            await isAccessible();
        });
    });

    describe('a run', () => {
        it('that is opened while it moves is watched', async () => {
            await openRun(running);
            expect(title()).toBe('OFF-00001: Zoë "Zed" O’Hara 🦊');
            await jest.advanceTimersByTimeAsync(3000);
            expect(getProgress).toHaveBeenCalledTimes(4);
            await isAccessible();
        });

        it('is watched no longer when the tab is closed or the person goes back', async () => {
            await openRun(running);
            find('[data-back]').click();
            await jest.advanceTimersByTimeAsync(60000);
            expect(getProgress).toHaveBeenCalledTimes(1);
            await send('c-offboarding-history', 'open', RUN);
            clear();
            await jest.advanceTimersByTimeAsync(60000);
            expect(getProgress).toHaveBeenCalledTimes(2);
        });

        it('that stops is said, and not watched any more', async () => {
            await openRun(running);
            getProgress.mockResolvedValue(blocked);
            await jest.advanceTimersByTimeAsync(60000);
            expect(toasts).toEqual([['warning', 'OFF-00001 has stopped. Look at what it says.']]);
            expect(getProgress).toHaveBeenCalledTimes(2);
        });

        it.each([
            ['stalled', stalled],
            ['blocked', blocked]
        ])('that is %s goes on when it is resumed', async (_, progress) => {
            resume.mockResolvedValue(running);
            await openRun(progress);
            await send('c-offboarding-run', 'resume', RUN);
            expect(resume).toHaveBeenCalledWith(RUN);
            getProgress.mockResolvedValue(completed);
            await jest.advanceTimersByTimeAsync(1000);
            expect(find('c-offboarding-run').progress).toEqual(completed);
        });

        it('that may not be resumed stays as it is', async () => {
            resume.mockRejectedValue(refusal('OFF-00001 is still running.'));
            await openRun(stalled);
            await send('c-offboarding-run', 'resume', RUN);
            expect(toasts).toEqual([['error', 'That did not work', 'OFF-00001 is still running.']]);
            expect(find('c-offboarding-run').progress).toEqual(stalled);
        });

        it('is stopped after a question', async () => {
            const canceled = changed(running, { status: 'Canceled', statusText: 'Canceled', canCancel: false });
            cancel.mockResolvedValue(canceled);
            await openRun(running);
            await send('c-offboarding-run', 'stop', RUN);
            expect(OffboardingConfirm.open).toHaveBeenCalledWith({ size: 'small', intent: 'stop', subject: running });
            expect(find('c-offboarding-run').progress).toEqual(canceled);
            await jest.advanceTimersByTimeAsync(60000);
            expect(getProgress).toHaveBeenCalledTimes(1);
        });

        it('shows what it last knew when the connection is lost, and looks again on demand', async () => {
            await openRun(running);
            getProgress.mockRejectedValue(new Error('Failed to fetch'));
            await jest.advanceTimersByTimeAsync(60000);
            expect(find('c-offboarding-run').errors).toEqual(['Failed to fetch']);
            expect(find('c-offboarding-run').progress).toEqual(running);
            getProgress.mockResolvedValue(completed);
            await send('c-offboarding-run', 'refresh', RUN);
            expect(find('c-offboarding-run').errors).toBeUndefined();
            expect(find('c-offboarding-run').progress).toEqual(completed);
        });

        it('that found the org changed leads back to a new plan', async () => {
            await openRun(drifted);
            await send('c-offboarding-run', 'replan', RUN);
            expect(plan).toHaveBeenCalledWith(CHOICE);
            expect(view()).toEqual(['c-offboarding-plan']);
        });

        it('that is complete leads to the reactivation', async () => {
            planReactivation.mockResolvedValue(draftReactivation);
            start.mockResolvedValue(reactivated);
            await openRun(completed);
            await send('c-offboarding-run', 'reactivate', RUN);
            expect(planReactivation).toHaveBeenCalledWith(RUN);
            expect(title()).toBe('OFF-00002: plan for Zoë "Zed" O’Hara 🦊');
            await send('c-offboarding-plan', 'start');
            expect(start).toHaveBeenCalledWith({ offboardingId: draftReactivation.offboardingId, planHash: draftReactivation.planHash });
            expect(find('c-offboarding-run').progress).toEqual(reactivated);
            await isAccessible();
        });
    });
});
