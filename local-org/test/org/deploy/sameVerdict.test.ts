/** What check says of metadata files, a deployment of them says: the same words at the same places. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { checkProjectFolder } from '../../../src/localOrg.ts';
import { writeProject, xml } from '../../schema/projectFixture.ts';
import { archive, DeployedOrg } from './deployed.ts';

const FILES: Record<string, string> = {
    'permissionsets/Wrong.permissionset': xml('PermissionSet', '\n    <label>Wrong</label>\n    <lable>Wrong</lable>\n'),
    'tabs/Wrong.tab': xml('CustomTab', '\n    <customObject>perhaps</customObject>\n    <motif>Custom1: Heart</motif>\n'),
    'queues/Wrong.queue': xml('Queue', '\n    <name>Wrong</name>\n    <name>Again</name>\n'),
    'remoteSiteSettings/Wrong.remoteSite': xml('RemoteSiteSetting', '\n    <isActive>true</isActive>\n'),
    'customMetadata/Setting.Wrong.md': xml('CustomMetadata', '\n    <label>Wrong</label>\n    <fields>x</fields>\n')
};
const MEMBERS = {
    PermissionSet: ['Wrong'],
    CustomTab: ['Wrong'],
    Queue: ['Wrong'],
    RemoteSiteSetting: ['Wrong'],
    CustomMetadata: ['Setting.Wrong']
};

test('check and deployment refuse the same of metadata files', async (context) => {
    const source = Object.entries(FILES).map(([path, content]) => [`app/main/default/${path}-meta.xml`, content]);
    const checked = checkProjectFolder(writeProject(context, Object.fromEntries(source) as Record<string, string>))
        .filter(({ problem }) => /^(?:Error parsing file|Required field)/.test(problem))
        .map(
            ({ fileName, line, column, problem }) =>
                `${fileName.replace('app/main/default/', '').replace('-meta.xml', '')} ${line}:${column} ${problem}`
        );
    const deployed = await DeployedOrg.open(context).deploy(archive(MEMBERS, FILES));
    assert.equal(deployed.status, 'Failed');
    const refused = deployed.details.componentFailures.map(
        ({ fileName, lineNumber, columnNumber, problem }) => `${fileName} ${lineNumber}:${columnNumber} ${problem}`
    );
    assert.deepEqual(refused.sort(), checked.sort());
    assert.deepEqual([...new Set(checked.map((each) => each.split(' ')[0]))], Object.keys(FILES).sort());
});
