import { LightningElement, api } from 'lwc';
import { isCounted, isFinished, isInLine, isUnderWay, statusTheme, stepIcon } from 'c/runStatus';
import { fill } from 'c/words';
import LABELS from './labels';

/** A presentation component: the steps of a run as they tick. Event: `resume`. */
export default class OffboardingProgress extends LightningElement {
    labels = LABELS;

    /** @type {object} ProgressView of the Apex controller */
    @api progress;

    /** @type {boolean} may this operator resume */
    @api canRun = false;

    /** @type {boolean} */
    @api busy = false;

    /** @type {string[]} */
    @api errors;

    get hasSteps() {
        return this.progress?.steps.length > 0;
    }

    get emptyText() {
        return isInLine(this.progress) ? LABELS.inLine : LABELS.empty;
    }

    get theme() {
        return statusTheme(this.progress);
    }

    get finished() {
        return this.progress.steps.filter(isFinished).length;
    }

    get percent() {
        return Math.round((100 * this.finished) / this.progress.steps.length);
    }

    get summary() {
        return fill(LABELS.summary, this.finished, this.progress.steps.length);
    }

    /** Said aloud when a step begins or the run stops, not at every count. */
    get announcement() {
        const { steps, status, statusText } = this.progress;
        const running = steps.find((step) => ['running', 'blocked'].includes(step.status));
        return status === 'Running' && running ? fill(LABELS.now, this.summary, running.title, running.statusText) : statusText;
    }

    get trouble() {
        const { blocker, error, stalled } = this.progress;
        if (blocker) {
            return { title: fill(LABELS.blocked, blocker.key), errors: [blocker.text] };
        }
        return error ? { title: LABELS.error, errors: [error] } : stalled ? { title: LABELS.error, errors: [LABELS.stalled] } : undefined;
    }

    get canResume() {
        return this.canRun && this.progress.canResume && (!isUnderWay(this.progress) || this.progress.status === 'Waiting');
    }

    get facts() {
        const { successor, operatorName, startedAt, finishedAt } = this.progress;
        return [
            { name: 'successor', label: LABELS.successor, text: successor?.name },
            { name: 'operator', label: LABELS.operator, text: operatorName },
            { name: 'started', label: LABELS.started, time: startedAt },
            { name: 'finished', label: LABELS.finished, time: finishedAt }
        ].filter(({ text, time }) => text || time);
    }

    get rows() {
        return this.progress.steps.map((step) => ({
            ...step,
            ...(isCounted(step) ? {} : { found: undefined, done: undefined, failed: undefined }),
            icon: stepIcon(step.status),
            isRunning: step.status === 'running'
        }));
    }

    handleResume() {
        this.dispatchEvent(new CustomEvent('resume'));
    }
}
