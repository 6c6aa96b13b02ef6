/** Record Ids: 15 case-sensitive characters, or 18 with a checksum that makes them safe without case. */
import { ApexException } from './ApexException.ts';

const CHECKSUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const FORM = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;

/** The three characters that make 15 into 18. */
export function idChecksum(id15: string): string {
    let checksum = '';
    for (let block = 0; block < 3; block++) {
        let bits = 0;
        for (let i = 0; i < 5; i++) {
            const character = id15.charCodeAt(block * 5 + i);
            if (character >= 65 && character <= 90) {
                bits |= 1 << i;
            }
        }
        checksum += CHECKSUM[bits];
    }
    return checksum;
}

/**
 * The 18-character form of a 15- or 18-character Id (casing repaired by the checksum); null when the text is no Id.
 * Salesforce does not verify the checksum: `Id i = '000000000000000001';` is legal and keeps its text (EDA's tests live on it).
 */
export function idOf18(text: string): string | null {
    if (!FORM.test(text)) {
        return null;
    }
    if (text.length === 15) {
        return text + idChecksum(text);
    }
    const checksum = text.slice(15).toUpperCase();
    let id = '';
    for (let i = 0; i < 15; i++) {
        const upper = (CHECKSUM.indexOf(checksum[Math.floor(i / 5)]) >> (i % 5)) & 1;
        id += upper ? text[i].toUpperCase() : text[i].toLowerCase();
    }
    return idChecksum(id) === checksum ? id + checksum : text;
}

/** Id.valueOf and assignment of a String to an Id. Throws System.StringException. */
export function toId(text: string | null): string | null {
    if (text === null) {
        return null;
    }
    const id = idOf18(text);
    if (id === null) {
        throw ApexException.of('System.StringException', `Invalid id: ${text}`);
    }
    return id;
}

/** Are these two texts one Id, in whatever forms? False when either is no Id. */
export function sameId(a: string, b: string): boolean {
    const first = idOf18(a);
    return first !== null && first === idOf18(b);
}
