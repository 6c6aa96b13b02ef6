/** The org's deployments: one runs at a time, the others wait; their results are kept. */
import type { Assembly } from '../assemble.ts';
import { RequestRefused } from '../records.ts';
import { Deployment } from './Deployment.ts';
import { keepResult, keptResult } from './deploymentLog.ts';
import type { DeployRequest, DeployResult, DeployTools } from './types.ts';

/** Salesforce lets a validated deployment be deployed for ten days. */
const VALIDATION_MILLISECONDS = 10 * 24 * 60 * 60 * 1000;
const KEPT = 100;
const ID = /^\w{15}(?:\w{3})?$/;

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
        const validated = this.#find(validationId);
        const result = validated?.result ?? this.result(validationId);
        if (!result.checkOnly || result.status !== 'Succeeded' || result.numberTestsTotal === 0) {
            throw new RequestRefused(
                'INVALID_ID_FIELD',
                `Invalid validation ID: ${validationId}. Only a validation that has succeeded and has run tests can be deployed.`
            );
        }
        if (!validated || validated.isOutdated() || this.#org.now() - Date.parse(result.completedDate!) > VALIDATION_MILLISECONDS) {
            throw new RequestRefused(
                'INVALID_ID_FIELD',
                `The validation ${validationId} has expired: something has been deployed since, or the org has been started anew.`
            );
        }
        return this.start({ ...validated.request, userId, checkOnly: false, testLevel: 'NoTestRun', runTests: [] });
    }

    /** @throws RequestRefused when there is no such deployment */
    result(id: string): DeployResult {
        const result = this.#find(id)?.result ?? (ID.test(id) ? keptResult(this.#org.store, id) : null);
        if (!result) {
            throw new RequestRefused('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: there is no deployment ${id}`);
        }
        return result;
    }

    /** As `result`, as soon as it is final or the time is over. */
    async settled(id: string, milliseconds: number): Promise<DeployResult> {
        const deployment = this.#find(id);
        if (!deployment) {
            return this.result(id);
        }
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
        await this.#find(id)?.finished;
        return this.result(id);
    }

    /** Asks a deployment to stop; one that has ended stays as it is. @throws RequestRefused */
    cancel(id: string, userId: string): DeployResult {
        const deployment = this.#find(id);
        if (!deployment || deployment.result.done) {
            throw new RequestRefused('INVALID_ID_FIELD', `Deployment already completed: ${this.result(id).id}`);
        }
        deployment.cancel(userId);
        return deployment.result;
    }

    #enqueue(deployment: Deployment): string {
        const { id } = deployment.result;
        this.#deployments.set(id, deployment);
        keepResult(this.#org.store, deployment.result);
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

    /** Of this process, by either form of its Id. */
    #find(id: string): Deployment | undefined {
        return [...this.#deployments.values()].find(({ result }) => ID.test(id) && result.id.slice(0, 15) === id.slice(0, 15));
    }
}
