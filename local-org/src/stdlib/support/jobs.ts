/** AsyncOptions and the arguments of System.enqueueJob. */
import { JOB } from '../../runtime/jobContexts.ts';
import type { RunningJob } from '../../runtime/jobContexts.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

export class QueueableDuplicateSignature extends LibraryObject {
    readonly apexType = 'System.QueueableDuplicateSignature';
    readonly text: string;

    constructor(text: string) {
        super();
        this.text = text;
    }

    override equals(other: unknown): boolean {
        return other instanceof QueueableDuplicateSignature && other.text === this.text;
    }

    override hashKey(): string {
        return this.text;
    }

    override toString(): string {
        return this.text;
    }
}

/** Bytes that a signature may take. */
const MAXIMUM_SIGNATURE = 1000;

export class SignatureBuilder extends LibraryObject {
    readonly apexType = 'System.QueueableDuplicateSignature.Builder';
    private readonly parts: string[] = [];

    add(part: string): this {
        if (this.size + new TextEncoder().encode(part).length > MAXIMUM_SIGNATURE) {
            throw ApexException.of('System.InvalidParameterValueException', 'Signature is too large');
        }
        this.parts.push(part);
        return this;
    }

    get size(): number {
        return new TextEncoder().encode(this.parts.join('')).length;
    }

    get maximum(): number {
        return MAXIMUM_SIGNATURE;
    }

    build(): QueueableDuplicateSignature {
        return new QueueableDuplicateSignature(JSON.stringify(this.parts));
    }
}

export class AsyncOptions extends LibraryObject {
    readonly apexType = 'System.AsyncOptions';
    duplicateSignature: QueueableDuplicateSignature | null = null;
    maximumStackDepth: number | null = null;
    delayMinutes: number | null = null;
}

/** The asynchronous work that this transaction does; null in synchronous ones. */
export function runningJob(rt: OrgRuntime): RunningJob | null {
    return (rt.tx.state.get(JOB) as RunningJob | undefined) ?? null;
}
