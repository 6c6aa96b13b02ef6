import assert from 'node:assert/strict';
import { test } from 'node:test';
import { xml } from '../schema/projectFixture.ts';
import { PlatformOrg } from './org.ts';

test('flows of the project can be asked what they are', () => {
    const start =
        '<start><object>Account</object><recordTriggerType>Create</recordTriggerType><triggerType>RecordAfterSave</triggerType></start>';
    const org = new PlatformOrg({
        files: {
            'app/flows/Greet.flow-meta.xml': xml(
                'Flow',
                `<apiVersion>66.0</apiVersion><label>Greets</label><processType>AutoLaunchedFlow</processType>${start}<status>Active</status>`
            ),
            'app/flows/Draft.flow-meta.xml': xml('Flow', '<label>Later</label><processType>Flow</processType><status>Draft</status>')
        }
    });
    const column = (field: string): unknown[] =>
        org.seen(org.adminId, `SELECT ${field} FROM FlowDefinitionView ORDER BY ApiName`, 'system');
    assert.deepEqual(column('Label'), ['Later', 'Greets']);
    assert.deepEqual(column('IsActive'), [false, true]);
    assert.deepEqual(column('TriggerType'), [null, 'RecordAfterSave']);
    assert.equal(column('TriggerObjectOrEvent.QualifiedApiName').length, 2);
    assert.match(String(column('ActiveVersionId')[1]), /^301/);
});
