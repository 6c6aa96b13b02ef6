import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectOrg } from '../stdlib/projectOrg.ts';
import { xml } from '../schema/projectFixture.ts';

test('the first version of a file makes its document and its links, the next one takes its place', (context) => {
    const { say } = projectOrg(context, {});
    assert.deepEqual(
        say(`Account place = new Account(Name = 'x'); insert place;
            ContentVersion one = new ContentVersion(PathOnClient = '/tmp/notes.txt', VersionData = Blob.valueOf('hello'), FirstPublishLocationId = place.Id);
            insert one;
            one = [SELECT Title, FileExtension, FileType, ContentSize, IsLatest, VersionNumber, Checksum, ContentDocumentId, ContentDocument.LatestPublishedVersionId, ContentDocument.Title FROM ContentVersion];
            System.debug(one.Title + ' ' + one.FileExtension + ' ' + one.FileType + ' ' + one.ContentSize + ' ' + one.IsLatest + ' ' + one.VersionNumber + ' ' + one.Checksum);
            System.debug(one.ContentDocument.Title + ' ' + (one.ContentDocument.LatestPublishedVersionId == one.Id));
            for (ContentDocumentLink link : [SELECT LinkedEntityId, ShareType, Visibility FROM ContentDocumentLink WHERE ContentDocumentId = :one.ContentDocumentId ORDER BY LinkedEntityId DESC]) {
                System.debug(link.LinkedEntityId.getSObjectType() + ' ' + link.ShareType + ' ' + link.Visibility);
            }
            insert new ContentVersion(PathOnClient = 'more.pdf', Title = 'More', VersionData = Blob.valueOf('x'), ContentDocumentId = one.ContentDocumentId);
            for (ContentVersion each : [SELECT Title, IsLatest, VersionNumber, ContentDocument.Title FROM ContentVersion ORDER BY VersionNumber]) {
                System.debug(each.Title + ' ' + each.IsLatest + ' ' + each.VersionNumber + ' ' + each.ContentDocument.Title);
            }
            delete new ContentDocument(Id = one.ContentDocumentId);
            System.debug([SELECT COUNT() FROM ContentVersion] + ' ' + [SELECT COUNT() FROM ContentDocumentLink]);`),
        [
            'notes txt TEXT 5 true 1 5d41402abc4b2a76b9719d911017c592',
            'notes true',
            'User I AllUsers',
            'Account V AllUsers',
            'notes false 1 More',
            'More true 2 More',
            '0 0'
        ]
    );
});

test('static resources have their content: a file as it is, a folder as an archive', (context) => {
    const meta = (type: string): string => xml('StaticResource', `<cacheControl>Public</cacheControl><contentType>${type}</contentType>`);
    const { say } = projectOrg(context, {
        'app/staticresources/words.json': '["a"]',
        'app/staticresources/words.resource-meta.xml': meta('application/json'),
        'app/staticresources/site/index.html': '<p>hello</p>',
        'app/staticresources/site/css/site.css': 'p{}',
        'app/staticresources/site.resource-meta.xml': meta('application/zip')
    });
    assert.deepEqual(
        say(`for (StaticResource each : [SELECT Name, Body, BodyLength, ContentType FROM StaticResource ORDER BY Name]) {
            String hex = EncodingUtil.convertToHex(each.Body);
            System.debug(each.Name + ' ' + each.ContentType + ' ' + hex.left(8) + ' ' + (each.BodyLength == each.Body.size()));
        }`),
        ['site application/zip 504b0304 true', 'words application/json 5b226122 true']
    );
});
