/** Milliseconds between two questions: quick at first, patient later. */
const QUICK = 1000;
const PATIENT = 5000;
const QUICK_QUESTIONS = 60;
/** A run of hours is not watched by an open browser tab all night. */
const MOST_QUESTIONS = 800;
/** A lost connection comes back; a refusal does not. */
const FORGIVEN_ERRORS = 3;

/**
 * Asks for the progress of one run again and again, until the caller's `isUnderWay` says no, too many questions were asked, the
 * questions fail, or stop() is called.
 */
export class ProgressPoller {
    /**
     * @param {object} options
     * @param {(id: string) => Promise<object>} options.ask
     * @param {(progress: object) => void} options.onProgress
     * @param {(error?: *) => void} options.onGivenUp with the error, or without one when the questions are used up
     * @param {(progress: object) => boolean} options.isUnderWay
     */
    constructor({ ask, onProgress, onGivenUp, isUnderWay }) {
        Object.assign(this, { ask, onProgress, onGivenUp, isUnderWay });
    }

    /** Watches this run and no other. */
    watch(id) {
        this.stop();
        this.id = id;
        this.questions = 0;
        this.errors = 0;
        this.wait();
    }

    stop() {
        clearTimeout(this.timer);
        this.id = undefined;
    }

    wait() {
        if (this.questions >= MOST_QUESTIONS) {
            this.stop();
            this.onGivenUp();
            return;
        }
        const pause = this.questions < QUICK_QUESTIONS ? QUICK : PATIENT;
        // Waiting is what this class is for; the container stops it when it is disconnected.
        // eslint-disable-next-line @lwc/lwc/no-async-operation
        this.timer = setTimeout(() => this.question(this.id), pause);
    }

    async question(id) {
        this.questions += 1;
        try {
            const progress = await this.ask(id);
            if (id !== this.id) {
                return;
            }
            this.errors = 0;
            this.onProgress(progress);
            if (!this.isUnderWay(progress)) {
                this.stop();
                return;
            }
        } catch (error) {
            if (id !== this.id) {
                return;
            }
            this.errors += 1;
            if (this.errors > FORGIVEN_ERRORS) {
                this.stop();
                this.onGivenUp(error);
                return;
            }
        }
        this.wait();
    }
}
