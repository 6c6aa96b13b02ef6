import { MultiBar } from 'cli-progress';
import type { SingleBar } from 'cli-progress';
import type { OrgSession } from './session.ts';
import type { ProgressRow } from './wire.ts';

/** More bars than this are one bar. */
const MOST_BARS = 8;

export interface ProgressDisplay {
    show(rows: readonly ProgressRow[]): void;
    end(): void;
}

const NOTHING: ProgressDisplay = { show: () => undefined, end: () => undefined };

/** Bars on stderr while somebody looks; one line for each change otherwise; nothing with --quiet. */
export function progressDisplay(session: OrgSession, total: number): ProgressDisplay {
    if (session.quiet) {
        return NOTHING;
    }
    if (!session.environment.drawsBars) {
        return new Lines(session, total);
    }
    return total > MOST_BARS ? new OneBar(total) : new Bars();
}

const step = (row: ProgressRow): string => row.currentStep?.title ?? row.statusText;
const share = (row: ProgressRow): number => (row.stepsTotal === 0 ? 0 : Math.floor((row.stepsDone / row.stepsTotal) * 100));

/** A bar a run. */
class Bars implements ProgressDisplay {
    private readonly bars = new MultiBar({
        stream: process.stderr,
        format: '{name} {bar} {percentage}% {step}',
        hideCursor: true,
        clearOnComplete: false
    });
    private readonly byId = new Map<string, SingleBar>();

    show(rows: readonly ProgressRow[]): void {
        for (const row of rows) {
            const facts = { name: row.personName.padEnd(24), step: step(row) };
            const bar = this.byId.get(row.offboardingId) ?? this.bars.create(100, 0, facts);
            this.byId.set(row.offboardingId, bar);
            bar.update(row.status === 'Completed' ? 100 : share(row), facts);
        }
    }

    end(): void {
        this.bars.stop();
    }
}

/** A bar for all of them. */
class OneBar implements ProgressDisplay {
    private readonly bars = new MultiBar({
        stream: process.stderr,
        format: '{bar} {value} of {total} at rest; {going} running, {waiting} queued',
        hideCursor: true
    });
    private readonly bar: SingleBar;

    constructor(total: number) {
        this.bar = this.bars.create(total, 0, { going: 0, waiting: total });
    }

    show(rows: readonly ProgressRow[]): void {
        const waiting = rows.filter((row) => row.status === 'Queued').length;
        const going = rows.filter((row) => row.status === 'Running' || row.status === 'Waiting').length;
        this.bar.update(rows.length - waiting - going, { going, waiting });
    }

    end(): void {
        this.bars.stop();
    }
}

/** For logs: a line when something has changed, of one run or of all of them. */
class Lines implements ProgressDisplay {
    private readonly session: OrgSession;
    private readonly total: number;
    private last = '';

    constructor(session: OrgSession, total: number) {
        this.session = session;
        this.total = total;
    }

    show(rows: readonly ProgressRow[]): void {
        const line = this.total === 1 ? rows.map((row) => `${row.personName}: ${step(row)}`).join() : this.summary(rows);
        if (line !== this.last) {
            this.session.say(line);
            this.last = line;
        }
    }

    private summary(rows: readonly ProgressRow[]): string {
        const counts = new Map<string, number>();
        rows.forEach((row) => counts.set(row.statusText, (counts.get(row.statusText) ?? 0) + 1));
        return [...counts].map(([text, count]) => `${count} ${text}`).join(', ');
    }

    end(): void {
        // Nothing is left open.
    }
}
