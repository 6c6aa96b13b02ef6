/** The org's deployments: one runs at a time, the others wait; their results are kept for as long as the org is open. */
import type { Assembly } from '../assemble.ts';
import { RequestRefused } from '../records.ts';
import { Deployment } from './Deployment.ts';
import type { DeployRequest, DeployResult, DeployTools } from './types.ts';

/** Salesforce lets a validated deployment be deployed for ten days. */
const VALIDATION_MILLISECONDS = 10 * 24 * 60 * 60 * 1000;
const KEPT = 100;

export class Deployments {
    readonly #org: Assembly;
    readonly #tools: () => DeployTools;
    readonly #changed: () => void;
    readonly #deployments = new Map<string, Deployment>();
    #last: Promise<unknown> = Promise.resolve();

    /** @param changed told when the org's sources are others */
    constructor(org: Assembly, tools: () => DeployTools, changed: () => void) {
        this.#org = org;
        this.#tools = tools;
        this.#changed = changed;
    }

    /** Puts a deployment into the queue. Returns its Id. */
    start(request: DeployRequest): string {
        return this.#enqueue(new Deployment(this.#org, request, { tools: this.#tools(), changed: () => this.#applied() }));
    }

    /**
     * Deploys what has been validated, without its tests.
     *
     * @throws RequestRefused
     */
    startValidated(validationId: string, userId: string): string {
        const validated = this.#get(validationId);
        const { result, request } = validated;
        if (!result.checkOnly || result.status !== 'Succeeded' || result.numberTestsTotal === 0) {
            throw new RequestRefused(
                'INVALID_ID_FIELD',
                `Invalid validation ID: ${validationId}. Only a validation that has succeeded and has run tests can be deployed.`
            );
        }
        if (this.#org.now() - Date.parse(result.completedDate!) > VALIDATION_MILLISECONDS || validated.isOutdated()) {
            throw new RequestRefused('INVALID_ID_FIELD', `The validation ${validationId} has expired: something has been deployed since.`);
        }
        return this.start({ ...request, userId, checkOnly: false, testLevel: 'NoTestRun', runTests: [] });
    }

    /** @throws RequestRefused when there is no such deployment */
    result(id: string): DeployResult {
        return this.#get(id).result;
    }

    /** As `result`, as soon as it is final or the time is over. */
    async settled(id: string, milliseconds: number): Promise<DeployResult> {
        const deployment = this.#get(id);
        let timer: NodeJS.Timeout | undefined;
        const patience = new Promise<void>((resolve) => {
            timer = setTimeout(resolve, milliseconds);
        });
        await Promise.race([deployment.finished, patience]);
        clearTimeout(timer);
        return deployment.result;
    }

    /** Resolves when the deployment has ended. */
    async finished(id: string): Promise<DeployResult> {
        await this.#get(id).finished;
        return this.#get(id).result;
    }

    /** Asks a deployment to stop; one that has ended stays as it is. @throws RequestRefused */
    cancel(id: string, userId: string): DeployResult {
        const deployment = this.#get(id);
        if (deployment.result.done) {
            throw new RequestRefused('INVALID_ID_FIELD', `Deployment already completed: ${id}`);
        }
        deployment.cancel(userId);
        return deployment.result;
    }

    #enqueue(deployment: Deployment): string {
        const { id } = deployment.result;
        this.#deployments.set(id, deployment);
        if (this.#deployments.size > KEPT) {
            this.#deployments.delete(this.#deployments.keys().next().value!);
        }
        // Not in the request that asks for it: that one is answered first.
        this.#last = this.#last.then(() => new Promise((resolve) => setImmediate(resolve))).then(() => deployment.run());
        return id;
    }

    #applied(): void {
        [...this.#deployments.values()].filter((each) => each.result.done && each.isOutdated()).forEach((each) => each.forgetArchive());
        this.#changed();
    }

    #get(id: string): Deployment {
        const found = [...this.#deployments].find(([known]) => known.slice(0, 15) === id.slice(0, 15))?.[1];
        if (!found || id.length < 15) {
            throw new RequestRefused('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: there is no deployment ${id}`);
        }
        return found;
    }
}
