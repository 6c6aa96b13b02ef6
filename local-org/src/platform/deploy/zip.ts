/** A ZIP archive of files as they are, nothing compressed: how a static resource that is a folder in a project is kept in an org. */
import { crc32 } from 'node:zlib';

export interface ZipEntry {
    /** With `/`. */
    name: string;
    content: Uint8Array;
}

/** 1 January 1980, where the format's time begins: archives of the same files are the same. */
const DOS_DATE = 0x21;

export function zip(entries: readonly ZipEntry[]): Uint8Array {
    const parts: Buffer[] = [];
    const directory: Buffer[] = [];
    let offset = 0;
    for (const { name, content } of entries) {
        const path = Buffer.from(name);
        const common = Buffer.alloc(26);
        common.writeUInt16LE(10, 0);
        common.writeUInt16LE(0x800, 2);
        common.writeUInt16LE(DOS_DATE, 8);
        common.writeUInt32LE(crc32(content), 10);
        common.writeUInt32LE(content.length, 14);
        common.writeUInt32LE(content.length, 18);
        common.writeUInt16LE(path.length, 22);
        const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, path]);
        const central = Buffer.alloc(16);
        central.writeUInt32LE(offset, 12);
        directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, central.subarray(2), path]));
        parts.push(head, Buffer.from(content));
        offset += head.length + content.length;
    }
    const listing = Buffer.concat(directory);
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 0, 'latin1');
    end.writeUInt16LE(entries.length, 8);
    end.writeUInt16LE(entries.length, 10);
    end.writeUInt32LE(listing.length, 12);
    end.writeUInt32LE(offset, 16);
    return Buffer.concat([...parts, listing, end]);
}
