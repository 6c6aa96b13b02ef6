/** The JWT bearer flow's assertion: RS256, signed with the key of a certificate that the org was told of. */
import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { GrantRefused } from './grantRefused.ts';

export interface Assertion {
    issuer: string;
    subject: string;
    audience: string;
    expires: number;
}

/** A file given as a certificate is none. */
export class CertificateError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'CertificateError';
    }
}

/** @throws CertificateError when the text is not one */
export function assertCertificate(pem: string): void {
    publicKeyOf(pem);
}

/** The public key of a PEM certificate (or of a bare PEM public key). */
export function publicKeyOf(pem: string): KeyObject {
    if (/BEGIN (?:\w+ )*PRIVATE KEY/.test(pem)) {
        throw new CertificateError('this is a private key, which nobody but its owner should hold; give its certificate');
    }
    try {
        return pem.includes('BEGIN CERTIFICATE') ? new X509Certificate(pem).publicKey : createPublicKey(pem);
    } catch (error) {
        throw new CertificateError(`not a PEM certificate: ${(error as Error).message}`);
    }
}

function decoded(part: string): Record<string, unknown> {
    try {
        const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
        if (value !== null && typeof value === 'object') {
            return value as Record<string, unknown>;
        }
    } catch {
        // told below
    }
    throw new GrantRefused('invalid_grant', 'invalid assertion');
}

/** Checks form and signature. Who may be the audience, and whether it is still time, the caller knows. */
export function verifiedAssertion(text: string, keys: readonly KeyObject[]): Assertion {
    const parts = text.split('.');
    if (parts.length !== 3) {
        throw new GrantRefused('invalid_grant', 'invalid assertion');
    }
    const [header, payload, signature] = parts;
    const signed = Buffer.from(`${header}.${payload}`);
    const bytes = Buffer.from(signature, 'base64url');
    if (decoded(header).alg !== 'RS256' || !keys.some((key) => verify('RSA-SHA256', signed, key, bytes))) {
        throw new GrantRefused('invalid_grant', 'invalid assertion');
    }
    const { iss, sub, prn, aud, exp } = decoded(payload);
    return { issuer: String(iss ?? ''), subject: String(sub ?? prn ?? ''), audience: String(aud ?? ''), expires: Number(exp) };
}
