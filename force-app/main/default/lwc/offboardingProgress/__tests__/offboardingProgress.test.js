import OffboardingProgress from 'c/offboardingProgress';
import { changed, clear, listen, render, settle, words } from '../../../../../test/jest-mocks/page';
import blocked from '../../../../../test/jest-mocks/fixtures/blocked.json';
import completed from '../../../../../test/jest-mocks/fixtures/completed.json';
import failed from '../../../../../test/jest-mocks/fixtures/failed.json';
import running from '../../../../../test/jest-mocks/fixtures/running.json';
import stalled from '../../../../../test/jest-mocks/fixtures/stalled.json';

describe('c-offboarding-progress', () => {
    afterEach(clear);

    const show = (properties) => render('c-offboarding-progress', OffboardingProgress, { canRun: true, ...properties });
    const find = (element, selector) => element.shadowRoot.querySelector(selector);
    const row = (element, key) => find(element, `[data-step="${key}"]`);
    const numbers = (element, key) => [...row(element, key).querySelectorAll('lightning-formatted-number')].map(({ value }) => value);
    const announced = (element) => words(find(element, '[data-announcement]'));

    it('shows every step with what was found, done and failed', async () => {
        const element = show({ progress: running });
        expect(numbers(element, 'H1')).toEqual([1234, 400, 0]);
        expect(numbers(element, 'deactivate')).toEqual([undefined, undefined, undefined]);
        expect(row(element, 'H1').querySelector('lightning-spinner')).not.toBeNull();
        expect(row(element, 'A1').querySelector('lightning-icon').iconName).toBe('utility:success');
        expect(find(element, 'lightning-progress-bar').value).toBe(44);
        expect(find(element, '[data-resume]')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('announces steps, not counts', async () => {
        const element = show({ progress: running });
        const before = announced(element);
        expect(before).toBe('4 of 9 steps finished. Records of all other objects: Running.');
        element.progress = changed(running, {
            steps: running.steps.map((step) => (step.key === 'H1' ? changed(step, { done: 800 }) : step))
        });
        await settle();
        expect(numbers(element, 'H1')).toEqual([1234, 800, 0]);
        expect(announced(element)).toBe(before);
        element.progress = completed;
        await settle();
        expect(announced(element)).toBe('Completed');
        expect(find(element, 'lightning-progress-bar').value).toBe(100);
        await expect(element).toBeAccessible();
    });

    it('names the catalogue row that blocks, and offers to go on', async () => {
        const element = show({ progress: blocked });
        const panel = find(element, 'c-error-panel');
        expect(panel.label.replace(/[\u2068\u2069]/g, '')).toBe('Salesforce refuses, and only a person can help (B1)');
        expect(panel.errors).toEqual([blocked.blocker.text]);
        const resumes = listen(element, 'resume');
        find(element, '[data-resume]').click();
        expect(resumes).toHaveLength(1);
        await expect(element).toBeAccessible();
    });

    it('says that a run is stalled, and offers to go on', async () => {
        const element = show({ progress: stalled });
        expect(find(element, 'c-error-panel').errors[0]).toMatch(/no job is alive/);
        expect(find(element, '[data-resume]')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('shows what failed and why', async () => {
        const element = show({ progress: failed });
        expect(numbers(element, 'H1')).toEqual([1234, 1230, 4]);
        expect(words(row(element, 'H1'))).toContain('4 × bad value for restricted picklist field');
        expect(find(element, 'c-error-panel').errors).toEqual([failed.error]);
        await expect(element).toBeAccessible();
    });

    it('lets only those resume who may run, and nobody while a run is moving', () => {
        expect(find(show({ progress: blocked, canRun: false }), '[data-resume]')).toBeNull();
        expect(find(show({ progress: changed(running, { canResume: true }) }), '[data-resume]')).toBeNull();
    });

    it('says that a run has no steps', async () => {
        const element = show({ progress: changed(running, { steps: [] }) });
        expect(find(element, 'c-placeholder').message).toBe('This run has no steps.');
        await expect(element).toBeAccessible();
    });

    it('says that a run waits for its turn, and lets nobody push', async () => {
        const element = show({ progress: changed(running, { status: 'Queued', statusText: 'In line', steps: [], canResume: false }) });
        expect(find(element, 'lightning-badge').label).toBe('In line');
        expect(find(element, 'c-placeholder').message).toBe('It starts by itself when one of the runs before it has ended.');
        expect(find(element, '[data-resume]')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('offers to go on when the line does not move any more', async () => {
        const progress = changed(running, { status: 'Queued', statusText: 'Stalled', steps: [], stalled: true, canResume: true });
        const element = show({ progress });
        expect(find(element, 'c-error-panel').errors[0]).toMatch(/no job is alive/);
        expect(find(element, '[data-resume]')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('shows a run that waits for a transfer, and lets somebody do without it', async () => {
        const steps = running.steps.map((step) => (step.key === 'H1' ? changed(step, { status: 'waiting', statusText: 'Waiting' }) : step));
        const element = show({ progress: changed(running, { status: 'Waiting', statusText: 'Waiting', steps, canResume: true }) });
        expect(row(element, 'H1').querySelector('lightning-icon').iconName).toBe('utility:clock');
        expect(find(element, '[data-resume]')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('keeps the last known steps beside an error', async () => {
        const element = show({ progress: running, errors: ['The connection is lost.'] });
        expect(find(element, 'c-error-panel').errors).toEqual(['The connection is lost.']);
        expect(row(element, 'H1')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('spins while it is read', async () => {
        const element = show({});
        expect(find(element, 'lightning-spinner')).not.toBeNull();
        await expect(element).toBeAccessible();
    });
});
