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

const UTF_16 = 'UTF-16: Salesforce reads and writes UTF-8. Save it as UTF-8 and scan again.';

/** UTF-16 by its mark; or without one, by the NUL in every other byte of its first characters. */
function wideEncoding(bytes: Buffer): { decoder: TextDecoder; marked: boolean } | undefined {
    const [first, second] = bytes;
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
        return { decoder: new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be', { ignoreBOM: true }), marked: true };
    }
    return (first === 0x3c && second === 0) || (first === 0 && second === 0x3c) ? { decoder: new TextDecoder(), marked: false } : undefined;
}

export function hasBinarySuffix(path: string): boolean {
    return BINARY_SUFFIX.test(path);
}

/**
 * Bytes as text, each character of it at the place where it stands in the file (a byte order mark is kept).
 * Salesforce writes UTF-8 and accepts nothing else in XML; sources of other encodings are read as Latin-1, which
 * leaves every ASCII character what it is.
 */
export function contentOf(bytes: Buffer, isXml: boolean): Content {
    const wide = wideEncoding(bytes);
    if (wide) {
        return isXml || !wide.marked
            ? { kind: 'unreadable', problem: UTF_16 }
            : { kind: 'text', text: wide.decoder.decode(bytes), remark: 'UTF-16' };
    }
    const signature = bytes.toString('latin1', 0, 8);
    const binary = SIGNATURES.find(([start]) => signature.startsWith(start));
    if (binary) {
        return { kind: 'binary', reason: binary[1] };
    }
    if (bytes.subarray(0, SNIFFED).includes(0)) {
        return { kind: 'binary', reason: 'not text' };
    }
    if (isUtf8(bytes)) {
        return { kind: 'text', text: bytes.toString('utf8') };
    }
    if (isXml) {
        return { kind: 'unreadable', problem: 'not UTF-8, which XML without another declaration must be' };
    }
    return { kind: 'text', text: bytes.toString('latin1'), remark: 'not UTF-8: read as Latin-1' };
}

/** A root element in the namespace of the Metadata API, behind a declaration and comments. */
const METADATA_ROOT =
    /^(?:\u00ef\u00bb\u00bf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<[A-Za-z_][^<>]*soap\.sforce\.com\/2006\/04\/metadata/;

/** Suffixes of metadata format that belong to rows of the catalogue: their files are metadata even when they are broken. */
const SUFFIXES =
    /\.(?:workflow|approvalProcess|assignmentRules|autoResponseRules|escalationRules|settings|site|portal|notifications|useraccesspolicy|delegateGroup|queue|object|flow|report|dashboard|labels)$/;

/** Files of the Metadata API name its namespace in their root element; sources of Visualforce only look like XML. */
export function isMetadataXml(path: string, bytes: Buffer): boolean {
    if (path.endsWith('-meta.xml') || METADATA_ROOT.test(bytes.toString('latin1', 0, SNIFFED))) {
        return true;
    }
    return SUFFIXES.test(path);
}
