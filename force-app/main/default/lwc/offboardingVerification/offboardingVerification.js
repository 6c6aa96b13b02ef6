import { LightningElement, api } from 'lwc';
import { fill } from 'c/words';
import LABELS from './labels';

/** A presentation component: what was read again after a run, and the seats before and after. */
export default class OffboardingVerification extends LightningElement {
    labels = LABELS;

    /** @type {object} VerificationView of the Apex controller; null until it has run */
    @api verification;

    /** @type {object[]} SeatView of the Apex controller */
    @api seatsBefore = [];

    /** @type {object[]} SeatView of the Apex controller */
    @api seatsAfter = [];

    /** @type {string[]} */
    @api errors;

    get isEmpty() {
        return !this.verification;
    }

    get sentence() {
        const { ok, checks } = this.verification;
        const passed = checks.filter((check) => check.ok).length;
        return ok ? fill(LABELS.ok, passed, checks.length) : fill(LABELS.bad, checks.length - passed, checks.length);
    }

    get iconName() {
        return this.verification.ok ? 'utility:success' : 'utility:error';
    }

    get iconVariant() {
        return this.verification.ok ? 'success' : 'error';
    }

    get checks() {
        return this.verification.checks.map((check, position) => ({
            ...check,
            id: `${check.check}-${position}`,
            result: check.ok ? LABELS.pass : LABELS.differs,
            icon: check.ok ? 'utility:success' : 'utility:error',
            variant: check.ok ? 'success' : 'error'
        }));
    }

    get seats() {
        return (this.seatsAfter ?? []).map(({ pool, used, total }) => ({
            pool,
            total,
            after: used,
            before: this.seatsBefore?.find((seat) => seat.pool === pool)?.used
        }));
    }

    get hasSeats() {
        return this.seats.length > 0;
    }
}
