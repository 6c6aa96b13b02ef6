/** Static resources: `.resource` with any content in metadata format; in source format a file named for its kind, or the folder of an archive. */
import { readArchive, writeArchive } from '../archive.ts';
import { PackageError } from '../errors.ts';
import { META } from '../layout/ownerOf.ts';
import type { ComponentFile } from '../types.ts';
import { childText, parseXmlTree } from '../xmlTree.ts';

const ARCHIVES = new Set(['application/zip', 'application/x-zip-compressed', 'application/jar']);

/** The ending that a kind of content has on disk; anything else is `bin`. */
const ENDINGS: Readonly<Record<string, string>> = Object.fromEntries(
    (
        'application/javascript:js application/x-javascript:js text/javascript:js application/json:json text/css:css text/html:html ' +
        'text/plain:txt text/csv:csv text/xml:xml application/xml:xml text/markdown:markdown application/pdf:pdf application/wasm:wasm ' +
        'application/octet-stream:bin application/x-zip-compressed:zip image/png:png image/x-png:png image/jpeg:jpeg image/gif:gif ' +
        'image/svg+xml:svg image/webp:webp image/bmp:bmp image/x-icon:ico image/vnd.microsoft.icon:ico image/tiff:tif ' +
        'font/woff:woff font/woff2:woff2 font/ttf:ttf font/otf:otf audio/mpeg:mpga audio/mp3:mp3 audio/mp4:m4a ' +
        'audio/x-m4a:m4a audio/wav:wav audio/x-wav:wav audio/ogg:oga video/mp4:mp4 video/webm:webm video/quicktime:qt text/yaml:yaml ' +
        'text/jsx:jsx text/calendar:ics text/vtt:vtt application/ld+json:jsonld application/xhtml+xml:xhtml application/rtf:rtf ' +
        'application/gzip:gz application/x-tar:tar application/java-archive:jar application/x-shockwave-flash:swf ' +
        'application/vnd.ms-powerpoint:ppt application/vnd.openxmlformats-officedocument.presentationml.presentation:pptx ' +
        'application/msword:doc application/vnd.ms-excel:xls application/vnd.ms-fontobject:eot ' +
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document:docx ' +
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet:xlsx'
    )
        .split(' ')
        .map((pair) => pair.split(':'))
);

/** An archive that cannot safely be a folder (paths that lead out of it, names that come twice, damage) stays an archive. */
export function resourceToSource(name: string, content: Uint8Array, meta: Uint8Array): ComponentFile[] {
    const kind = childText(parseXmlTree(new TextDecoder().decode(meta)), 'contentType') ?? 'application/octet-stream';
    const path = `staticresources/${name}`;
    const described = { path: `${path}.resource${META}`, content: meta };
    const files = ARCHIVES.has(kind) ? filesOf(content) : null;
    if (files && files.length > 0) {
        return [...files.map((file) => ({ path: `${path}/${file.path}`, content: file.content })), described];
    }
    return [{ path: `${path}.${ARCHIVES.has(kind) ? 'zip' : (ENDINGS[kind] ?? 'bin')}`, content }, described];
}

/** `files` have paths relative to the resource's folder when it is one; otherwise there is one. */
export function resourceContent(files: readonly ComponentFile[], isFolder: boolean): Uint8Array {
    return isFolder ? writeArchive(files) : files[0].content;
}

function filesOf(content: Uint8Array): ComponentFile[] | null {
    try {
        return readArchive(content);
    } catch (error) {
        if (error instanceof PackageError) {
            return null;
        }
        throw error;
    }
}
