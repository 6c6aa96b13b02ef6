import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSchema } from '../../src/schema/buildSchema.ts';
import { validForBits } from '../../src/schema/dependentPicklist.ts';
import { loadProject } from '../../src/schema/loadProject.ts';
import { fieldOf } from '../../src/schema/model.ts';
import { fieldFile, objectFile, objectXml, writeProject } from './projectFixture.ts';

const values = (...names: string[]): string =>
    `<valueSetDefinition><sorted>false</sorted>${names.map((name) => `<value><fullName>${name}</fullName><default>false</default><label>${name}</label></value>`).join('')}</valueSetDefinition>`;
const setting = (valueName: string, ...controlling: string[]): string =>
    `<valueSettings>${controlling.map((each) => `<controllingFieldValue>${each}</controllingFieldValue>`).join('')}<valueName>${valueName}</valueName></valueSettings>`;
const many = Array.from({ length: 30 }, (_, index) => `C${index}`);

test('each value says with which values of the controlling field it goes', (context) => {
    const project = writeProject(context, {
        ...objectFile('Thing__c', objectXml('Thing')),
        ...fieldFile('Thing__c', 'Continent__c', `<type>Picklist</type><valueSet>${values('Asia', 'Europe', 'Africa')}</valueSet>`),
        ...fieldFile('Thing__c', 'Many__c', `<type>Picklist</type><valueSet>${values(...many)}</valueSet>`),
        ...fieldFile(
            'Thing__c',
            'Country__c',
            `<type>Picklist</type><valueSet><controllingField>Continent__c</controllingField>${values('Egypt', 'Turkey', 'Nowhere')}` +
                `${setting('Egypt', 'Africa')}${setting('Turkey', 'Asia', 'Europe')}</valueSet>`
        ),
        ...fieldFile(
            'Thing__c',
            'Far__c',
            `<type>Picklist</type><valueSet><controllingField>Many__c</controllingField>${values('Last')}${setting('Last', 'C0', 'C29')}</valueSet>`
        )
    });
    const object = buildSchema(loadProject(project)).object('Thing__c')!;
    const bits = (name: string): (string | null)[] => {
        const field = fieldOf(object, name)!;
        return field.picklistValues.map((value) => validForBits(object, field, value));
    };
    assert.equal(fieldOf(object, 'Country__c')!.controllingField, 'Continent__c');
    assert.deepEqual(bits('Country__c'), ['IAAA', 'wAAA', 'AAAA']);
    assert.deepEqual(bits('Continent__c'), [null, null, null]);
    assert.deepEqual(bits('Far__c'), [Buffer.from([0x80, 0, 0, 0x04, 0, 0]).toString('base64')]);
});
