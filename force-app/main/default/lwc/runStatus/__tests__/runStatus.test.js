import { isCounted, isFinished, isInLine, isPlan, isUnderWay, statusTheme, stepIcon } from 'c/runStatus';

describe('runStatus', () => {
    it('calls a run under way only while it moves by itself', () => {
        expect(isUnderWay({ status: 'Running', stalled: false })).toBe(true);
        expect(isUnderWay({ status: 'Running', stalled: true })).toBe(false);
        expect(isUnderWay({ status: 'Queued', stalled: false })).toBe(true);
        expect(isUnderWay({ status: 'Waiting' })).toBe(true);
        expect(isUnderWay({ status: 'Blocked' })).toBe(false);
    });

    it('tells plans from runs', () => {
        expect(isPlan({ status: 'Draft' })).toBe(true);
        expect(isPlan({ status: 'Planning' })).toBe(true);
        expect(isPlan({ status: 'Queued' })).toBe(false);
        expect(isInLine({ status: 'Queued' })).toBe(true);
        expect(isPlan({ status: 'Drifted' })).toBe(false);
    });

    it('knows which steps are over and which count', () => {
        expect(['done', 'skipped', 'failed', 'blocked', 'running', 'pending'].map((status) => isFinished({ status }))).toEqual([
            true,
            true,
            true,
            false,
            false,
            false
        ]);
        expect(isCounted({ key: 'H1' })).toBe(true);
        expect(isCounted({ key: 'deactivate' })).toBe(false);
    });

    it('shows a stalled run as a warning, and an unknown state plainly', () => {
        expect(statusTheme({ status: 'Running', stalled: true })).toBe('slds-theme_warning');
        expect(statusTheme({ status: 'Completed' })).toBe('slds-theme_success');
        expect(statusTheme({ status: 'Draft' })).toBe('');
        expect(stepIcon('running').name).toBeUndefined();
        expect(stepIcon('failed')).toEqual({ name: 'utility:error', variant: 'error' });
    });
});
