/** A key and its self-signed certificate, made for one test run: X.509 version 1, as short as the standard allows. */
import { createSign, generateKeyPairSync } from 'node:crypto';

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const UTC_TIME = 0x17;

function der(tag: number, ...contents: Buffer[]): Buffer {
    const content = Buffer.concat(contents);
    const { length } = content;
    const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
    return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

/** Object identifiers, encoded: sha256WithRSAEncryption and commonName. */
const SHA256_WITH_RSA = der(SEQUENCE, Buffer.from('06092a864886f70d01010b0500', 'hex'));
const COMMON_NAME = Buffer.from('0603550403', 'hex');

function pem(label: string, content: Buffer): string {
    const lines = content.toString('base64').match(/.{1,64}/g)!;
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

export function keyAndCertificate(): { key: string; certificate: string } {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(0x0c, Buffer.from('cli test')))));
    const validity = der(SEQUENCE, der(UTC_TIME, Buffer.from('200101000000Z')), der(UTC_TIME, Buffer.from('491231235959Z')));
    const body = der(
        SEQUENCE,
        der(INTEGER, Buffer.from([1])),
        SHA256_WITH_RSA,
        name,
        validity,
        name,
        publicKey.export({ type: 'spki', format: 'der' })
    );
    const signature = createSign('RSA-SHA256').update(body).sign(privateKey);
    const certificate = der(SEQUENCE, body, SHA256_WITH_RSA, der(BIT_STRING, Buffer.from([0]), signature));
    return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), certificate: pem('CERTIFICATE', certificate) };
}
