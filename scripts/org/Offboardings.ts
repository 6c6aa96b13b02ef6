/** Offboardings and reactivations of an org, through the doors that the tab uses. */
import type { OrgClient } from './OrgClient.ts';

const CONTROLLER = 'OffboardingController';
const POLL_MILLISECONDS = 100;
const LONGEST_RUN_MILLISECONDS = 120_000;

export interface Plan {
    offboardingId: string;
    planHash: string;
    scanComplete: boolean;
    refusals: { text: string }[];
}

export interface Progress {
    offboardingId: string;
    status: string;
    stalled: boolean;
    canResume: boolean;
    error: string | null;
    restored: { key: string; count: number }[];
    notRestored: { key: string; count: number; reason: string }[];
}

/** A run did not come to its end, or may not begin. */
export class RunError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'RunError';
    }
}

export class Offboardings {
    private readonly operator: OrgClient;

    constructor(operator: OrgClient) {
        this.operator = operator;
    }

    /** Plans in as many transactions as the scan needs. */
    async plan(personId: string, successorId: string): Promise<Plan> {
        return this.complete(await this.call<Plan>('plan', { personId, successorId }));
    }

    async planReturn(offboardingId: string): Promise<Plan> {
        return this.complete(await this.call<Plan>('planReactivation', { offboardingId }));
    }

    start({ offboardingId, planHash }: Plan): Promise<Progress> {
        return this.call('start', { offboardingId, planHash });
    }

    progress(offboardingId: string): Promise<Progress> {
        return this.call('getProgress', { offboardingId });
    }

    resume(offboardingId: string): Promise<Progress> {
        return this.call('resume', { offboardingId });
    }

    /**
     * Starts the run and waits for its end.
     *
     * @throws RunError when the plan is refused, and when the run ends as anything but completed or makes no progress
     */
    async run(plan: Plan): Promise<Progress> {
        if (plan.refusals.length > 0) {
            throw new RunError(plan.refusals.map((refusal) => refusal.text).join(' '));
        }
        const { offboardingId } = plan;
        const deadline = Date.now() + LONGEST_RUN_MILLISECONDS;
        let progress = await this.start(plan);
        while (progress.status === 'Running') {
            if (progress.stalled || Date.now() > deadline) {
                throw new RunError(`The run ${offboardingId} makes no progress.`);
            }
            await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
            progress = await this.progress(offboardingId);
        }
        if (progress.status !== 'Completed') {
            throw new RunError(`The run ended as ${progress.status}: ${progress.error}`);
        }
        return progress;
    }

    private async complete(first: Plan): Promise<Plan> {
        let plan = first;
        while (!plan.scanComplete) {
            plan = await this.call<Plan>('continuePlan', { offboardingId: plan.offboardingId });
        }
        return plan;
    }

    private call<T>(method: string, parameters: Record<string, unknown>): Promise<T> {
        return this.operator.apex<T>(CONTROLLER, method, parameters);
    }
}
