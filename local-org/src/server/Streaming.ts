/** Streaming of one org: who listens (CometD clients), to which channels, and what waits for them. */
import { randomBytes } from 'node:crypto';
import type { LocalOrg } from '../localOrg.ts';

export interface Message {
    channel: string;
    data: unknown;
}

export const LOGGING = '/systemTopic/Logging';
export const TEST_RESULT = '/systemTopic/TestResult';

/** Salesforce lets a client wait for 110 seconds, and forgets it when it stays away for 40 more. */
const LONGEST_WAIT = 110_000;
const PATIENCE = 40_000;

interface Client {
    userId: string;
    channels: Set<string>;
    messages: Message[];
    /** Ends the request that waits for messages. */
    wake: (() => void) | null;
    /** Milliseconds of the machine's clock: what counts here is the connection. */
    forgetAt: number;
}

export class Streaming {
    readonly #clients = new Map<string, Client>();
    readonly #now: () => number;

    constructor(org: LocalOrg, now: () => number = Date.now) {
        this.#now = now;
        org.logs.onLog((Id, userId) => this.#publish(LOGGING, { event: this.#event('created'), sobject: { Id } }, userId));
        org.testRuns.onEnd((Id) => this.#publish(TEST_RESULT, { event: this.#event('updated'), sobject: { Id } }, null));
    }

    /** @returns the new client's Id */
    open(userId: string): string {
        this.#forget();
        const clientId = randomBytes(14).toString('hex');
        const client: Client = { userId, channels: new Set(), messages: [], wake: null, forgetAt: this.#now() + PATIENCE };
        this.#clients.set(clientId, client);
        return clientId;
    }

    knows(clientId: string, userId: string): boolean {
        this.#forget();
        return this.#clients.get(clientId)?.userId === userId;
    }

    subscribe(clientId: string, channel: string): void {
        this.#clients.get(clientId)!.channels.add(channel);
    }

    unsubscribe(clientId: string, channel: string): void {
        this.#clients.get(clientId)!.channels.delete(channel);
    }

    close(clientId: string): void {
        this.#clients.get(clientId)?.wake?.();
        this.#clients.delete(clientId);
    }

    /** What waits for a client. With `patiently`, the answer comes with the first message, or empty when there is none for long. */
    async take(clientId: string, patiently: boolean): Promise<Message[]> {
        const client = this.#clients.get(clientId)!;
        client.wake?.();
        if (patiently && client.messages.length === 0) {
            client.forgetAt = Number.POSITIVE_INFINITY;
            await new Promise<void>((resolve) => {
                const timer = setTimeout(resolve, LONGEST_WAIT);
                timer.unref();
                client.wake = () => {
                    clearTimeout(timer);
                    resolve();
                };
            });
            client.wake = null;
        }
        client.forgetAt = this.#now() + PATIENCE;
        return client.messages.splice(0);
    }

    #publish(channel: string, data: unknown, userId: string | null): void {
        for (const client of this.#clients.values()) {
            if (client.channels.has(channel) && (userId === null || client.userId === userId)) {
                client.messages.push({ channel, data });
                client.wake?.();
            }
        }
    }

    #event(type: string): object {
        return { type, createdDate: new Date(this.#now()).toISOString().replace('Z', '+0000') };
    }

    #forget(): void {
        for (const [clientId, { forgetAt }] of this.#clients) {
            if (forgetAt < this.#now()) {
                this.#clients.delete(clientId);
            }
        }
    }
}
