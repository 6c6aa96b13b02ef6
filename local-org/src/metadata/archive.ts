/** ZIP archives, read with distrust: they come from outside and may lie about names, sizes and contents. */
import { crc32 } from 'node:zlib';
import { unzipSync, zipSync } from 'fflate';
import { PackageError } from './errors.ts';
import type { ComponentFile } from './types.ts';

/** What Salesforce takes (Metadata API Developer Guide, "Deploying and Retrieving Metadata with the Zip File"). */
export const ARCHIVE_LIMITS = { files: 10_000, compressed: 39 * 1024 * 1024, unzipped: 600 * 1024 * 1024 };

const ENTRY = 0x02014b50;
const END = 0x06054b50;
/** Deflate makes nothing smaller than this part of it: who declares more only wants memory. */
const DENSEST = 1100;
/** Archives of the same files are the same: 1 January 1980 is where the format's time begins. */
const NO_TIME = new Date(1980, 0, 1);

interface Entry {
    name: string;
    crc: number;
}

/**
 * The files of an archive; directories are left out.
 *
 * @param limits what is taken at most; without `compressed` for the REST API, whose archives are not bound by SOAP's size
 * @throws PackageError for what is no archive, is damaged, too large, encrypted, or leads out of its folder
 */
export function readArchive(zip: Uint8Array, limits: Partial<typeof ARCHIVE_LIMITS> = ARCHIVE_LIMITS): ComponentFile[] {
    if (limits.compressed !== undefined && zip.length > limits.compressed) {
        throw new PackageError('Maximum size of request reached. Maximum size of request is 52428800 bytes', 'LIMIT_EXCEEDED');
    }
    const entries = entriesOf(zip);
    const names = new Set<string>();
    for (const { name } of entries) {
        assertPath(name);
        if (names.has(name)) {
            throw new PackageError(`Duplicate entry in zip: ${name}`, 'INVALID_OPERATION');
        }
        names.add(name);
    }
    if (limits.files !== undefined && entries.filter(({ name }) => !name.endsWith('/')).length > limits.files) {
        throw new PackageError('Too many files in zip', 'INVALID_OPERATION');
    }
    const contents = inflate(zip, limits.unzipped ?? Infinity);
    return entries
        .filter(({ name }) => !name.endsWith('/'))
        .map(({ name, crc }) => {
            const content = contents[name];
            if (!content || crc32(content) !== crc) {
                throw damaged(`${name} does not match its checksum`);
            }
            return { path: name, content };
        });
}

/** Deflated, in the order of the files. */
export function writeArchive(files: readonly ComponentFile[]): Uint8Array {
    return zipSync(Object.fromEntries(files.map(({ path, content }) => [path, content])), { mtime: NO_TIME, level: 6 });
}

function inflate(zip: Uint8Array, limit: number): Record<string, Uint8Array> {
    let declared = 0;
    try {
        return unzipSync(zip, {
            // fflate never writes more than the declared size, so that adding up the declared ones is enough.
            filter: ({ name, size, originalSize }) => {
                declared += originalSize;
                if (originalSize > size * DENSEST + 1024 && declared <= limit) {
                    throw damaged(`${name} claims a size that it cannot have`);
                }
                if (declared > limit) {
                    throw new PackageError('The uncompressed size of the zip file exceeds the limit of 600 MB', 'LIMIT_EXCEEDED');
                }
                return true;
            }
        });
    } catch (error) {
        throw error instanceof PackageError ? error : damaged((error as Error).message);
    }
}

/** The archive's own list, which knows what fflate does not tell: checksums, encryption, names that come twice. */
function entriesOf(zip: Uint8Array): Entry[] {
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
    let end = zip.length - 22;
    while (end >= 0 && view.getUint32(end, true) !== END) {
        end--;
        if (zip.length - end > 22 + 0xffff) {
            end = -1;
        }
    }
    if (end < 0) {
        throw damaged('no end of its list of files');
    }
    const count = view.getUint16(end + 10, true);
    let at = view.getUint32(end + 16, true);
    const entries: Entry[] = [];
    for (let index = 0; index < count; index++) {
        if (at + 46 > end || view.getUint32(at, true) !== ENTRY) {
            throw damaged('its list of files is broken');
        }
        const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
        if ((view.getUint16(at + 8, true) & 1) !== 0) {
            throw damaged('it is encrypted');
        }
        const name = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameLength));
        entries.push({ name, crc: view.getUint32(at + 16, true) });
        at += 46 + nameLength + extra + comment;
    }
    return entries;
}

function assertPath(name: string): void {
    const parts = name.split('/');
    if (
        name === '' ||
        name.includes('\\') ||
        name.includes('\0') ||
        /^(?:\/|[A-Za-z]:)/.test(name) ||
        parts.some((part) => part === '..' || part === '.')
    ) {
        throw new PackageError(`Invalid path in zip: ${name}`, 'INVALID_OPERATION');
    }
}

function damaged(how: string): PackageError {
    return new PackageError(`The zip file could not be read: ${how}`, 'INVALID_OPERATION');
}
