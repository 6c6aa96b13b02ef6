import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { GrantRefused } from '../../src/org/grantRefused.ts';
import { assertCertificate, publicKeyOf, verifiedAssertion } from '../../src/org/jwt.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keys = [publicKeyOf(publicKey.export({ type: 'spki', format: 'pem' }).toString())];

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const CLAIMS = { iss: 'client', sub: 'ann@example.com', aud: 'http://127.0.0.1:8080', exp: 2_000_000_000 };

function assertion(header: unknown = { alg: 'RS256' }, claims: unknown = CLAIMS, key = privateKey): string {
    const signed = `${encoded(header)}.${encoded(claims)}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}

test('an assertion signed with a registered key says who and for whom', () => {
    assert.deepEqual(verifiedAssertion(assertion(), keys), {
        issuer: 'client',
        subject: 'ann@example.com',
        audience: 'http://127.0.0.1:8080',
        expires: 2_000_000_000
    });
});

const [header, , signature] = assertion().split('.');
const forged: Record<string, string> = {
    'another key': assertion(undefined, undefined, stranger.privateKey),
    'no algorithm': `${encoded({ alg: 'none' })}.${encoded(CLAIMS)}.`,
    'an algorithm that takes the public key for a secret': assertion({ alg: 'HS256' }),
    'claims that were changed': `${header}.${encoded({ ...CLAIMS, sub: 'admin@example.com' })}.${signature}`,
    'two parts': `${header}.${encoded(CLAIMS)}`,
    'no JSON': 'a.b.c',
    nothing: ''
};

for (const [what, text] of Object.entries(forged)) {
    test(`an assertion is refused: ${what}`, () => {
        assert.throws(
            () => verifiedAssertion(text, keys),
            (error: unknown) => error instanceof GrantRefused && error.error === 'invalid_grant'
        );
    });
}

test('without a registered certificate nobody gets in', () => {
    assert.throws(() => verifiedAssertion(assertion(), []), GrantRefused);
});

test('a file that is no certificate is refused in a sentence', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    assert.throws(() => assertCertificate(key), { name: 'CertificateError', message: /^this is a private key/ });
    assert.throws(() => assertCertificate('hello'), { name: 'CertificateError', message: /^not a PEM certificate: / });
});
