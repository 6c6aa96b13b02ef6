import OffboardingConfirm from 'c/offboardingConfirm';
import { changed, clear, listen, render, words } from '../../../../../test/jest-mocks/page';
import plan from '../../../../../test/jest-mocks/fixtures/plan.json';
import planReactivation from '../../../../../test/jest-mocks/fixtures/planReactivation.json';
import running from '../../../../../test/jest-mocks/fixtures/running.json';

describe('c-offboarding-confirm', () => {
    afterEach(clear);

    const ask = (intent, subject) => render('c-offboarding-confirm', OffboardingConfirm, { intent, subject });
    const plain = (text) => text.replace(/[\u2068\u2069]/g, '');
    const title = ({ shadowRoot }) => plain(shadowRoot.querySelector('lightning-modal-header').label);
    const lead = ({ shadowRoot }) => words(shadowRoot.querySelector('[data-lead]'));
    const lines = ({ shadowRoot }) => [...shadowRoot.querySelectorAll('li')].map(words);
    const yes = ({ shadowRoot }) => shadowRoot.querySelector('[data-yes]');

    it('says in words and numbers what an offboarding will do', async () => {
        const element = ask('start', plan);
        expect(title(element)).toBe('Offboard Zoë "Zed" O’Hara 🦊?');
        expect(lead(element)).toBe(
            'Zoë "Zed" O’Hara 🦊 (zoe@handover.example) is frozen, loses every open session and is deactivated. دانا الحسن takes over.'
        );
        expect(lines(element)).toEqual([
            'Hierarchy fields on other users: 2. Goes to the successor دانا الحسن.',
            'Pending approvals: 1. Goes to the successor دانا الحسن.',
            'Accounts: 12. Goes to the successor دانا الحسن.',
            'Records of all other objects: 1,234. Goes to the successor دانا الحسن.',
            'Login: 1. Goes away and is noted, so that it can be put back.',
            'One seat of Salesforce becomes free (8 of 10 used now).',
            'Everything is written down, so that a reactivation can bring it back.'
        ]);
        expect(plain(yes(element).label)).toBe('Offboard Zoë "Zed" O’Hara 🦊');
        expect(yes(element).variant).toBe('destructive');
        await expect(element).toBeAccessible();
    });

    it('says what a reactivation brings back, and what not', async () => {
        const element = ask('start', planReactivation);
        expect(title(element)).toBe('Bring Zoë "Zed" O’Hara 🦊 back?');
        expect(lines(element)).toEqual([
            'Permission sets and groups: 3 come back.',
            'Accounts: 12 come back.',
            'Records of all other objects: 1,234 come back.',
            'Live sessions: 2 stay gone. Sessions are not restored: the person logs in again.',
            'One seat of Salesforce is taken (7 of 10 used now).'
        ]);
        await expect(element).toBeAccessible();
    });

    it('says how far a run is before it is stopped', async () => {
        const element = ask('stop', running);
        expect(title(element)).toBe('Stop OFF-00001?');
        expect(lead(element)).toBe(
            'The run for Zoë "Zed" O’Hara 🦊 ends before its next slice. 414 of 1,253 items are done and stay done.'
        );
        expect(lines(element)[0]).toBe('5 of 9 steps have not finished and will not.');
        await expect(element).toBeAccessible();
    });

    it('says that discarding a plan changes nothing', async () => {
        const element = ask('discard', changed(plan, { successor: null }));
        expect(lead(element)).toBe('Nothing has been changed for Zoë "Zed" O’Hara 🦊, and nothing will be.');
        await expect(element).toBeAccessible();
    });

    it('answers yes, or nothing', () => {
        const element = ask('start', plan);
        const answers = listen(element, 'privateclose');
        yes(element).click();
        element.shadowRoot.querySelector('[data-no]').click();
        expect(answers).toEqual([{ result: true }, { result: undefined }]);
    });
});
