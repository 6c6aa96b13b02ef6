import { ProgressPoller } from 'c/progressPoller';

const RUNNING = { status: 'Running' };
const COMPLETED = { status: 'Completed' };

describe('ProgressPoller', () => {
    let ask;
    let onProgress;
    let onGivenUp;
    let poller;

    beforeEach(() => {
        jest.useFakeTimers();
        ask = jest.fn().mockResolvedValue(RUNNING);
        onProgress = jest.fn();
        onGivenUp = jest.fn();
        poller = new ProgressPoller({ ask, onProgress, onGivenUp, isUnderWay: ({ status }) => status === 'Running' });
    });

    afterEach(() => {
        poller.stop();
        jest.useRealTimers();
    });

    it('asks until the run is not under way any more', async () => {
        ask.mockResolvedValueOnce(RUNNING).mockResolvedValueOnce(COMPLETED);
        poller.watch('a01');
        await jest.advanceTimersByTimeAsync(10000);
        expect(ask.mock.calls).toEqual([['a01'], ['a01']]);
        expect(onProgress.mock.calls).toEqual([[RUNNING], [COMPLETED]]);
        expect(onGivenUp).not.toHaveBeenCalled();
    });

    it('asks no more after stop, and drops an answer that was on its way', async () => {
        let answer;
        ask.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
        poller.watch('a01');
        await jest.advanceTimersByTimeAsync(1000);
        poller.stop();
        answer(RUNNING);
        await jest.advanceTimersByTimeAsync(60000);
        expect(ask).toHaveBeenCalledTimes(1);
        expect(onProgress).not.toHaveBeenCalled();
    });

    it('watches only the latest run', async () => {
        poller.watch('a01');
        poller.watch('a02');
        await jest.advanceTimersByTimeAsync(1000);
        expect(ask.mock.calls).toEqual([['a02']]);
    });

    it('forgives a lost connection, but not for ever', async () => {
        const lost = new Error('lost');
        ask.mockRejectedValueOnce(lost).mockResolvedValueOnce(RUNNING).mockRejectedValue(lost);
        poller.watch('a01');
        await jest.advanceTimersByTimeAsync(2000);
        expect(onProgress).toHaveBeenCalledTimes(1);
        await jest.advanceTimersByTimeAsync(60000);
        expect(onGivenUp).toHaveBeenCalledTimes(1);
        expect(onGivenUp).toHaveBeenCalledWith(lost);
        expect(ask).toHaveBeenCalledTimes(6);
    });

    it('grows patient, and does not ask all night', async () => {
        poller.watch('a01');
        await jest.advanceTimersByTimeAsync(60 * 1000);
        expect(ask).toHaveBeenCalledTimes(60);
        await jest.advanceTimersByTimeAsync(5 * 1000);
        expect(ask).toHaveBeenCalledTimes(61);
        await jest.advanceTimersByTimeAsync(24 * 3600 * 1000);
        expect(ask).toHaveBeenCalledTimes(800);
        expect(onGivenUp).toHaveBeenCalledWith();
    });
});
