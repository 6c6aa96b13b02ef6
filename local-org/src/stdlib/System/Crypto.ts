/** System.Crypto */
import {
    createCipheriv,
    createDecipheriv,
    createHash,
    createHmac,
    createPrivateKey,
    createPublicKey,
    createVerify,
    createSign,
    randomBytes,
    timingSafeEqual
} from 'node:crypto';
import type { CipherGCMTypes } from 'node:crypto';
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexBlob } from '../../runtime/values/ApexBlob.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';

function algorithm(names: Record<string, string>, name: string | null): string {
    const found = names[argument(name).toLowerCase()];
    if (!found) {
        throw ApexException.of('System.NoSuchElementException', `Invalid algorithm name: ${name}`);
    }
    return found;
}

const DIGESTS: Record<string, string> = {
    md5: 'md5',
    sha1: 'sha1',
    'sha-1': 'sha1',
    sha256: 'sha256',
    'sha-256': 'sha256',
    'sha-512': 'sha512',
    sha512: 'sha512',
    'sha3-256': 'sha3-256',
    'sha3-384': 'sha3-384',
    'sha3-512': 'sha3-512'
};
const MACS: Record<string, string> = { hmacmd5: 'md5', hmacsha1: 'sha1', hmacsha256: 'sha256', hmacsha512: 'sha512' };
const SIGNATURES: Record<string, string> = {
    rsa: 'sha1',
    'rsa-sha1': 'sha1',
    'rsa-sha256': 'sha256',
    'rsa-sha384': 'sha384',
    'rsa-sha512': 'sha512'
};
/** AES in CBC mode with PKCS5 padding; bytes of the key. */
const CIPHERS: Record<string, string> = { aes128: '16', aes192: '24', aes256: '32' };
const IV_LENGTH = 16;

const blob = (bytes: Uint8Array): ApexBlob => new ApexBlob(new Uint8Array(bytes));

function security(message: string): ApexException {
    return ApexException.of('System.SecurityException', message);
}

function cipherName(name: string | null, key: ApexBlob): CipherGCMTypes {
    const length = Number(algorithm(CIPHERS, name));
    if (key.size !== length) {
        throw ApexException.of('System.InvalidParameterValueException', `Invalid private key. Must be size ${length} bytes.`);
    }
    return `aes-${length * 8}-cbc` as CipherGCMTypes;
}

function encrypt(name: string | null, key: ApexBlob | null, iv: Uint8Array, data: ApexBlob | null): Uint8Array {
    const cipher = createCipheriv(cipherName(name, argument(key)), argument(key).bytes, iv);
    return Buffer.concat([cipher.update(argument(data).bytes), cipher.final()]);
}

function decrypt(name: string | null, key: ApexBlob | null, iv: Uint8Array, data: Uint8Array): ApexBlob {
    try {
        const cipher = createDecipheriv(cipherName(name, argument(key)), argument(key).bytes, iv);
        return blob(Buffer.concat([cipher.update(data), cipher.final()]));
    } catch (error) {
        throw error instanceof ApexException ? error : security('Given final block not properly padded');
    }
}

function checkedIv(iv: ApexBlob | null): Uint8Array {
    if (argument(iv).size !== IV_LENGTH) {
        throw ApexException.of('System.InvalidParameterValueException', `Invalid initialization vector. Must be size ${IV_LENGTH} bytes.`);
    }
    return argument(iv).bytes;
}

function mac(name: string | null, data: ApexBlob | null, key: ApexBlob | null): Uint8Array {
    return createHmac(algorithm(MACS, name), argument(key).bytes).update(argument(data).bytes).digest();
}

export default library('System.Crypto', {
    'static Blob generateDigest(String algorithm, Blob data)': (_rt, name: string, data: ApexBlob) =>
        blob(createHash(algorithm(DIGESTS, name)).update(argument(data).bytes).digest()),
    'static Blob generateMac(String algorithm, Blob data, Blob key)': (_rt, name: string, data: ApexBlob, key: ApexBlob) =>
        blob(mac(name, data, key)),
    'static Boolean verifyHmac(String algorithm, Blob data, Blob key, Blob mac)': (
        _rt,
        name: string,
        data: ApexBlob,
        key: ApexBlob,
        given: ApexBlob
    ) => {
        const expected = mac(name, data, key);
        return expected.length === argument(given).size && timingSafeEqual(expected, given.bytes);
    },
    'static Blob generateAesKey(Integer size)': (_rt, size: number) => {
        if (![128, 192, 256].includes(argument(size))) {
            throw ApexException.of('System.InvalidParameterValueException', 'Invalid key size. Must be 128, 192, or 256 bits.');
        }
        return blob(randomBytes(size / 8));
    },
    'static Blob encrypt(String algorithm, Blob key, Blob iv, Blob data)': (
        _rt,
        name: string,
        key: ApexBlob,
        iv: ApexBlob,
        data: ApexBlob
    ) => blob(encrypt(name, key, checkedIv(iv), data)),
    'static Blob decrypt(String algorithm, Blob key, Blob iv, Blob data)': (
        _rt,
        name: string,
        key: ApexBlob,
        iv: ApexBlob,
        data: ApexBlob
    ) => decrypt(name, key, checkedIv(iv), argument(data).bytes),
    'static Blob encryptWithManagedIV(String algorithm, Blob key, Blob data)': (_rt, name: string, key: ApexBlob, data: ApexBlob) => {
        const iv = randomBytes(IV_LENGTH);
        return blob(Buffer.concat([iv, encrypt(name, key, iv, data)]));
    },
    'static Blob decryptWithManagedIV(String algorithm, Blob key, Blob data)': (_rt, name: string, key: ApexBlob, data: ApexBlob) =>
        decrypt(name, key, argument(data).bytes.subarray(0, IV_LENGTH), data.bytes.subarray(IV_LENGTH)),
    'static Integer getRandomInteger()': () => randomBytes(4).readInt32BE(),
    'static Long getRandomLong()': () => randomBytes(8).readBigInt64BE(),
    'static Blob sign(String algorithm, Blob data, Blob key)': (_rt, name: string, data: ApexBlob, key: ApexBlob) => {
        try {
            const privateKey = createPrivateKey({ key: Buffer.from(argument(key).bytes), format: 'der', type: 'pkcs8' });
            return blob(createSign(algorithm(SIGNATURES, name)).update(argument(data).bytes).sign(privateKey));
        } catch (error) {
            throw error instanceof ApexException
                ? error
                : ApexException.of('System.InvalidParameterValueException', 'Invalid private key.');
        }
    },
    'static Boolean verify(String algorithm, Blob data, Blob signature, Blob key)': (
        _rt,
        name: string,
        data: ApexBlob,
        signature: ApexBlob,
        key: ApexBlob
    ) => {
        const publicKey = createPublicKey({ key: Buffer.from(argument(key).bytes), format: 'der', type: 'spki' });
        return createVerify(algorithm(SIGNATURES, name)).update(argument(data).bytes).verify(publicKey, argument(signature).bytes);
    }
});
