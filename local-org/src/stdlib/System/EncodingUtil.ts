/** System.EncodingUtil */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexBlob } from '../../runtime/values/ApexBlob.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';

function encoding(name: string | null): 'utf-8' | 'latin1' {
    switch (argument(name).toLowerCase()) {
        case 'utf-8':
        case 'utf8':
            return 'utf-8';
        case 'iso-8859-1':
            return 'latin1';
    }
    throw ApexException.of('System.InvalidParameterValueException', `Unsupported encoding: ${name}`);
}

export default library('System.EncodingUtil', {
    'static Blob base64Decode(String text)': (_rt, text: string) => {
        const given = argument(text).replace(/\s+/g, '');
        if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(given)) {
            throw ApexException.of('System.StringException', 'Unrecognized base64 character');
        }
        return new ApexBlob(new Uint8Array(Buffer.from(given, 'base64')));
    },
    'static String base64Encode(Blob data)': (_rt, data: ApexBlob) => argument(data).toBase64(),
    'static Blob convertFromHex(String text)': (_rt, text: string) => {
        if (!/^(?:[0-9a-fA-F]{2})*$/.test(argument(text))) {
            throw ApexException.of(
                'System.StringException',
                text.length % 2 === 1 ? 'Odd number of characters.' : 'Illegal hexadecimal character'
            );
        }
        return new ApexBlob(new Uint8Array(Buffer.from(text, 'hex')));
    },
    'static String convertToHex(Blob data)': (_rt, data: ApexBlob) => Buffer.from(argument(data).bytes).toString('hex'),
    'static String urlDecode(String text, String encoding)': (_rt, text: string, name: string) => {
        const bytes = argument(text)
            .replaceAll('+', ' ')
            .replace(/%([0-9A-Fa-f]{2})|[^\x00-\x7f]+|%/g, (whole, hex?: string) => {
                if (whole === '%') {
                    throw ApexException.of('System.StringException', 'URLDecoder: Illegal hex characters in escape (%) pattern');
                }
                return hex ? String.fromCharCode(parseInt(hex, 16)) : Buffer.from(whole, 'utf-8').toString('latin1');
            });
        return Buffer.from(bytes, 'latin1').toString(encoding(name));
    },
    'static String urlEncode(String text, String encoding)': (_rt, text: string, name: string) => {
        const bytes = Buffer.from(argument(text), encoding(name));
        return [...bytes]
            .map((byte) => {
                const character = String.fromCharCode(byte);
                return /[A-Za-z0-9.*_-]/.test(character)
                    ? character
                    : character === ' '
                      ? '+'
                      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
            })
            .join('');
    }
});
