import { isUtf8 } from 'node:buffer';

/** What the bytes of a file turned out to be. */
export type Content =
    { kind: 'text'; text: string; remark?: string } | { kind: 'binary'; reason: string } | { kind: 'unreadable'; problem: string };

/** Kinds of files that hold no text, so that their bytes need not be looked at. */
const BINARY_SUFFIX =
    /\.(?:png|jpe?g|gif|ico|bmp|webp|tiff?|pdf|zip|gz|jar|woff2?|ttf|eot|otf|mp[34]|mov|avi|wav|ogg|webm|docx?|xlsx?|pptx?|class|exe|so|wasm|swf|psd)$/i;
const SIGNATURES: [string, string][] = [
    ['PK\u0003\u0004', 'archive'],
    ['\u0089PNG', 'picture'],
    ['GIF8', 'picture'],
    ['\u00ff\u00d8\u00ff', 'picture'],
    ['%PDF', 'PDF'],
    ['\u001f\u008b', 'archive']
];
/** Text has no NUL; a picture has one early. */
const SNIFFED = 8192;

export function hasBinarySuffix(path: string): boolean {
    return BINARY_SUFFIX.test(path);
}

/**
 * Bytes as text, each character of it at the place where it stands in the file (a byte order mark is kept).
 * Salesforce writes UTF-8 and accepts nothing else in XML; sources of other encodings are read as Latin-1, which
 * leaves every ASCII character what it is.
 */
export function contentOf(bytes: Buffer, isXml: boolean): Content {
    if (bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))) {
        return { kind: 'unreadable', problem: 'UTF-16: Salesforce reads and writes UTF-8. Save it as UTF-8 and scan again.' };
    }
    const signature = bytes.toString('latin1', 0, 8);
    const binary = SIGNATURES.find(([start]) => signature.startsWith(start));
    if (binary) {
        return { kind: 'binary', reason: binary[1] };
    }
    if (bytes.subarray(0, SNIFFED).includes(0)) {
        // UTF-16 without a mark: every other byte of ASCII text is NUL.
        return signature.startsWith('<\u0000') || signature.startsWith('\u0000<')
            ? { kind: 'unreadable', problem: 'UTF-16: Salesforce reads and writes UTF-8. Save it as UTF-8 and scan again.' }
            : { kind: 'binary', reason: 'not text' };
    }
    if (isUtf8(bytes)) {
        return { kind: 'text', text: bytes.toString('utf8') };
    }
    if (isXml) {
        return { kind: 'unreadable', problem: 'not UTF-8, which XML without another declaration must be' };
    }
    return { kind: 'text', text: bytes.toString('latin1'), remark: 'not UTF-8: read as Latin-1' };
}

/** Does it look like XML at all? Sources of Visualforce and Lightning do, too, and are none. */
export function beginsLikeXml(bytes: Buffer): boolean {
    const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    return /^\s*<(?:\?xml\s|[A-Za-z])/.test(bytes.toString('latin1', from, from + 64));
}

/** Files of the Metadata API name its namespace in their root element. */
export function isMetadataXml(path: string, bytes: Buffer): boolean {
    if (path.endsWith('-meta.xml')) {
        return true;
    }
    return beginsLikeXml(bytes) && bytes.subarray(0, 2048).includes('soap.sforce.com/2006/04/metadata');
}
