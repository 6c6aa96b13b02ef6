/** Apex Blob: bytes. Immutable. */
import { ApexException } from './ApexException.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export class ApexBlob {
    readonly bytes: Uint8Array;

    constructor(bytes: Uint8Array) {
        this.bytes = bytes;
    }

    static ofText(text: string): ApexBlob {
        return new ApexBlob(new TextEncoder().encode(text));
    }

    get size(): number {
        return this.bytes.length;
    }

    /** UTF-8; throws System.StringException when the bytes are none. */
    toText(): string {
        try {
            return strictUtf8.decode(this.bytes);
        } catch {
            throw ApexException.of('System.StringException', 'BLOB is not a valid UTF-8 string');
        }
    }

    toBase64(): string {
        return Buffer.from(this.bytes).toString('base64');
    }

    equals(other: ApexBlob): boolean {
        return Buffer.compare(this.bytes, other.bytes) === 0;
    }

    toString(): string {
        return `Blob[${this.size}]`;
    }
}
