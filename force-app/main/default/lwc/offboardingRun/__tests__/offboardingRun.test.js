import OffboardingRun from 'c/offboardingRun';
import { changed, clear, listen, render } from '../../../../../test/jest-mocks/page';
import access from '../../../../../test/jest-mocks/fixtures/access.json';
import blocked from '../../../../../test/jest-mocks/fixtures/blocked.json';
import completed from '../../../../../test/jest-mocks/fixtures/completed.json';
import drifted from '../../../../../test/jest-mocks/fixtures/drifted.json';
import reactivated from '../../../../../test/jest-mocks/fixtures/reactivated.json';
import running from '../../../../../test/jest-mocks/fixtures/running.json';
import stalled from '../../../../../test/jest-mocks/fixtures/stalled.json';

describe('c-offboarding-run', () => {
    afterEach(clear);

    const show = (properties) => render('c-offboarding-run', OffboardingRun, { access, ...properties });
    const buttons = ({ shadowRoot }) => [...shadowRoot.querySelectorAll('lightning-button')].map(({ dataset }) => dataset.event);

    it.each([
        ['a run that moves', running, ['stop']],
        ['a run that has stalled', stalled, ['refresh', 'stop']],
        ['a run that is blocked', blocked, ['stop']],
        ['an org that has drifted', drifted, ['replan', 'stop']],
        ['an offboarding that is complete', completed, ['reactivate']],
        ['a reactivation that is complete', reactivated, []]
    ])('offers for %s what can be done', async (_, progress, expected) => {
        const element = show({ progress });
        expect(buttons(element)).toEqual(expected);
        await expect(element).toBeAccessible();
    });

    it.each([
        ['reactivate', completed],
        ['replan', drifted],
        ['refresh', stalled],
        ['stop', running]
    ])('sends %s up with the run', (event, progress) => {
        const element = show({ progress });
        const sent = listen(element, event);
        element.shadowRoot.querySelector(`lightning-button[data-event="${event}"]`).click();
        expect(sent).toEqual([{ offboardingId: progress.offboardingId }]);
    });

    it('hands resume up', () => {
        const element = show({ progress: blocked });
        const sent = listen(element, 'resume');
        element.shadowRoot.querySelector('c-offboarding-progress').dispatchEvent(new CustomEvent('resume'));
        expect(sent).toEqual([{ offboardingId: blocked.offboardingId }]);
    });

    it('offers nothing to a viewer', () => {
        const viewer = changed(access, { canPlan: false, canRun: false });
        expect([running, drifted, completed].flatMap((progress) => buttons(show({ progress, access: viewer })))).toEqual([]);
    });

    it('shows what came back once a reactivation is complete', () => {
        const element = show({ progress: reactivated });
        const { returned, lost, finished } = element.shadowRoot.querySelector('c-offboarding-reactivation');
        expect([returned, lost, finished]).toEqual([reactivated.restored, reactivated.notRestored, true]);
        expect(show({ progress: completed }).shadowRoot.querySelector('c-offboarding-reactivation')).toBeNull();
    });

    it('offers to look again when the latest look failed', async () => {
        const element = show({ progress: running, errors: ['The connection is lost.'] });
        expect(buttons(element)).toEqual(['refresh', 'stop']);
        expect(element.shadowRoot.querySelector('c-offboarding-progress').errors).toEqual(['The connection is lost.']);
        await expect(element).toBeAccessible();
    });

    it('waits for the first look', async () => {
        const element = show({});
        expect(buttons(element)).toEqual([]);
        await expect(element).toBeAccessible();
    });
});
