/**
 * Files: the first version of a file makes its document, and shares it with its owner and where it is first published;
 * later versions take the place of the one before.
 * Source: Object Reference, ContentVersion and ContentDocumentLink.
 */
import { createHash } from 'node:crypto';
import type { PendingRow, Save, SaveRule } from '../../data/ports.ts';
import type { Store } from '../../data/store/Store.ts';
import type { StoredRow } from '../../data/ports.ts';
import type { PlatformContext } from './context.ts';

/** File types by extension, as ContentVersion.FileType names them; others are UNKNOWN. */
const FILE_TYPES: Record<string, string> = {
    doc: 'WORD',
    docx: 'WORD_X',
    htm: 'HTML',
    ppt: 'POWER_POINT',
    pptx: 'POWER_POINT_X',
    txt: 'TEXT',
    xls: 'EXCEL',
    xlsx: 'EXCEL_X',
    ...Object.fromEntries(
        'bmp css csv gif html jpeg jpg js json m4a m4v mov mp3 mp4 mpeg pdf png rtf svg tif tiff wav xml zip'
            .split(' ')
            .map((extension) => [extension, extension.toUpperCase()])
    )
};

export function contentRule({ store }: PlatformContext): SaveRule {
    return {
        objects: new Set(['contentversion']),
        verbs: new Set(['insert']),
        prepare(_save, rows) {
            for (const row of rows) {
                // The document itself follows when the version has been saved.
                row.after!.ContentDocumentId ??= store.newId(store.object('ContentDocument'));
            }
        },
        check(save, rows) {
            for (const row of rows) {
                const { VersionData, ContentUrl } = row.after!;
                if (!ContentUrl && !(VersionData instanceof Uint8Array && VersionData.length > 0)) {
                    row.fail({
                        statusCode: 'REQUIRED_FIELD_MISSING',
                        message: 'Required fields are missing: [VersionData]',
                        fields: ['VersionData']
                    });
                }
                describe(store, save, row.after!);
            }
        },
        saved(save, rows) {
            rows.forEach((row) => publish(store, save, row));
        }
    };
}

function describe(store: Store, { transaction }: Save, version: StoredRow): void {
    const fileName = String(version.PathOnClient ?? '').replace(/^.*[\\/]/, '');
    const [, stem = fileName, extension = null] = /^(.+)\.([^.]+)$/.exec(fileName) ?? [];
    const body = version.VersionData instanceof Uint8Array ? version.VersionData : null;
    const earlier = versionsOf(store, version.ContentDocumentId as string);
    version.Title ??= stem;
    version.FileExtension = extension;
    version.FileType = (extension && FILE_TYPES[extension.toLowerCase()]) ?? 'UNKNOWN';
    version.ContentSize = body?.length ?? 0;
    version.Checksum = body && createHash('md5').update(body).digest('hex');
    version.ContentModifiedById = transaction.userId;
    version.ContentModifiedDate = store.timestamp();
    version.IsLatest = 1;
    version.VersionNumber = String(earlier + 1);
}

function versionsOf(store: Store, documentId: string): number {
    return Number(store.get(`SELECT COUNT(*) AS n FROM ContentVersion WHERE ContentDocumentId = ?`, documentId)!.n);
}

function publish(store: Store, { transaction }: Save, row: PendingRow): void {
    const version = row.after!;
    const documentId = version.ContentDocumentId as string;
    const userId = transaction.userId;
    const facts: StoredRow = {
        Title: version.Title,
        Description: version.Description ?? null,
        FileExtension: version.FileExtension,
        FileType: version.FileType,
        ContentSize: version.ContentSize,
        ContentModifiedDate: version.ContentModifiedDate,
        LatestPublishedVersionId: row.id
    };
    if (store.get(`SELECT 1 FROM ContentDocument WHERE Id = ?`, documentId)) {
        store.change(
            'ContentVersion',
            `UPDATE ContentVersion SET IsLatest = 0 WHERE ContentDocumentId = ? AND Id <> ?`,
            documentId,
            row.id
        );
        store.update('ContentDocument', documentId, facts, { userId });
        return;
    }
    const ownerId = (version.OwnerId as string | null) ?? userId;
    store.insert('ContentDocument', { Id: documentId, OwnerId: ownerId, PublishStatus: 'P', ...facts }, { userId });
    share(store, documentId, ownerId, 'I', userId);
    const place = version.FirstPublishLocationId as string | null;
    if (place && place !== ownerId) {
        share(store, documentId, place, 'V', userId);
    }
}

function share(store: Store, documentId: string, entityId: string, shareType: string, userId: string): void {
    store.insert(
        'ContentDocumentLink',
        { ContentDocumentId: documentId, LinkedEntityId: entityId, ShareType: shareType, Visibility: 'AllUsers' },
        { userId }
    );
}
