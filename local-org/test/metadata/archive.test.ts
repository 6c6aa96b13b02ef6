import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import { PackageError, readArchive, writeArchive } from '../../src/metadata/index.ts';
import { archive, file, text } from './fixture.ts';

/** Offset of the nth entry of the archive's own list. */
function entry(zip: Uint8Array): number {
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
    return view.getUint32(zip.length - 22 + 16, true);
}

function patched(zip: Uint8Array, change: (view: DataView, entry: number) => void): Uint8Array {
    const copy = zip.slice();
    change(new DataView(copy.buffer), entry(copy));
    return copy;
}

function refusal(zip: Uint8Array, limits?: Parameters<typeof readArchive>[1]): PackageError {
    try {
        readArchive(zip, limits);
    } catch (error) {
        assert.ok(error instanceof PackageError, `${String(error)} is a PackageError`);
        return error;
    }
    return assert.fail('it was read');
}

test('what was written is read, and the same files make the same archive', () => {
    const files = [file('classes/A.cls', 'class A {}'), file('b/ü.txt', 'ü'.repeat(1000))];
    const zip = writeArchive(files);
    assert.deepEqual(
        readArchive(zip).map((each) => [each.path, text(each)]),
        [
            ['classes/A.cls', 'class A {}'],
            ['b/ü.txt', 'ü'.repeat(1000)]
        ]
    );
    assert.deepEqual(writeArchive(files), zip);
});

test('directories in an archive are no files', () => {
    const zip = zipSync({ 'classes/': new Uint8Array(), 'classes/A.cls': new Uint8Array([65]) });
    assert.deepEqual(
        readArchive(zip).map(({ path }) => path),
        ['classes/A.cls']
    );
});

for (const path of ['../etc/passwd', 'classes/../../x', '/etc/passwd', 'C:/x', 'classes\\..\\x', 'classes/./x', 'a\0b']) {
    test(`the path ${JSON.stringify(path)} leads out of the archive's folder and is refused`, () => {
        assert.match(refusal(archive({ [path]: 'x' })).message, /^Invalid path in zip/);
    });
}

test('an archive that lies of its sizes, or is damaged, is refused', () => {
    const zip = archive({ 'a.txt': 'x'.repeat(5000) });
    const lying = patched(zip, (view, at) => view.setUint32(at + 24, 10, true));
    assert.match(refusal(lying).message, /could not be read: a\.txt does not match its checksum/);
    const flipped = patched(zip, (view) => view.setUint8(45, view.getUint8(45) ^ 0xff));
    assert.match(refusal(flipped).message, /could not be read/);
    const cut = zip.slice(0, zip.length - 30);
    assert.match(refusal(cut).message, /could not be read/);
    assert.match(refusal(new TextEncoder().encode('no archive at all, but longer than its end would be')).message, /could not be read/);
    assert.match(refusal(new Uint8Array()).message, /could not be read/);
    const listing = patched(zip, (view) => view.setUint32(zip.length - 22 + 16, 0xfffffff0, true));
    assert.match(refusal(listing).message, /could not be read/);
});

test('a name that comes twice is refused: readers differ in which of the two they take', () => {
    const zip = archive({ 'a.txt': 'one', 'b.txt': 'two' });
    const twice = zip.map((byte) => (byte === 'b'.charCodeAt(0) ? 'a'.charCodeAt(0) : byte));
    assert.match(refusal(twice).message, /^Duplicate entry in zip: a\.txt/);
});

test('a bomb is refused before it is inflated', () => {
    const bomb = patched(archive({ 'a.txt': 'x' }), (view, at) => view.setUint32(at + 24, 601 * 1024 * 1024, true));
    assert.equal(refusal(bomb).code, 'LIMIT_EXCEEDED');
    const greedy = patched(archive({ 'a.txt': 'x' }), (view, at) => view.setUint32(at + 24, 500 * 1024 * 1024, true));
    assert.match(refusal(greedy).message, /claims a size that it cannot have/);
    const dense = archive({ 'a.txt': 'x'.repeat(20_000_000) });
    assert.equal(readArchive(dense)[0].content.length, 20_000_000);
    const small = archive({ 'a.txt': 'x'.repeat(600), 'b.txt': 'x'.repeat(600) });
    assert.equal(refusal(small, { unzipped: 1000 }).code, 'LIMIT_EXCEEDED');
    assert.equal(refusal(small, { compressed: 100 }).code, 'LIMIT_EXCEEDED');
});

test('more than 10,000 files are too many, in Salesforce’s words', () => {
    const files = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`a/${index}`, new Uint8Array()]));
    const { code, message } = refusal(zipSync(files, { level: 0 }));
    assert.equal(`${code}: ${message}`, 'INVALID_OPERATION: Too many files in zip');
});

test('an encrypted archive is refused', () => {
    const zip = patched(archive({ 'a.txt': 'x' }), (view, at) => view.setUint16(at + 8, view.getUint16(at + 8, true) | 1, true));
    assert.match(refusal(zip).message, /encrypted/);
});
