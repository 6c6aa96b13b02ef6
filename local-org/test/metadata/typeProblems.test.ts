import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typeProblems } from '../../src/metadata/index.ts';
import { OBJECT, xml } from './fixture.ts';

const FIELD = 'force-app/main/default/objects/Thing__c/fields/A__c.field-meta.xml';
const problems = (path: string, content: string): string[] =>
    typeProblems(path, content).map(({ line, column, problem }) => `${line}:${column} ${problem}`);

function field(...lines: string[]): string {
    return `<?xml version="1.0" encoding="UTF-8"?>
<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">
${lines.map((line) => `    ${line}`).join('\n')}
</CustomField>
`;
}

test('a sound file has no problems, in source format and in metadata format', () => {
    assert.deepEqual(problems(FIELD, field('<fullName>A__c</fullName>', '<label>A</label>', '<type>Text</type>')), []);
    assert.deepEqual(problems('objects/Thing__c.object', OBJECT), []);
});

test('an unknown element, in Salesforce’s words, where its start tag ends', () => {
    assert.deepEqual(problems(FIELD, field('<label>A</label>', '<lable>A</lable>')), [
        '4:12 Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}lable invalid at this location in type CustomField'
    ]);
});

test('a wrong value of an enum, where its end tag ends', () => {
    assert.deepEqual(problems(FIELD, field('<type>Texxt</type>')), [
        "3:23 Error parsing file: 'Texxt' is not a valid value for the enum 'FieldType'"
    ]);
});

test('wrong scalars, elements in a text, elements twice or apart', () => {
    assert.deepEqual(problems(FIELD, field('<required>yes</required>', '<length>ten</length>')), [
        "3:29 Error parsing file: 'yes' is not a valid value for the type xsd:boolean",
        "4:25 Error parsing file: 'ten' is not a valid value for the type xsd:double"
    ]);
    const label = '<fullName>L</fullName><language>en_US</language><protected>true</protected><shortDescription>L</shortDescription>';
    assert.deepEqual(
        problems(
            'labels/CustomLabels.labels-meta.xml',
            xml('CustomLabels', `\n    <labels>\n        <value><p>x</p></value>${label}</labels>`)
        ),
        ['4:19 Error parsing file: Unexpected element {http://soap.sforce.com/2006/04/metadata}p during simple type deserialization']
    );
    assert.deepEqual(problems(FIELD, field('<label>A</label>', '<label>B</label>')), [
        '4:12 Error parsing file: Element label is duplicated at this location in type CustomField'
    ]);
    const access = (name: string): string => `<fieldPermissions><editable>true</editable><field>${name}</field></fieldPermissions>`;
    assert.deepEqual(
        typeProblems(
            'permissionsets/P.permissionset-meta.xml',
            xml('PermissionSet', `${access('A.B')}<label>P</label>${access('A.C')}`)
        ).map(({ problem }) => problem),
        ['Error parsing file: Element fieldPermissions is duplicated at this location in type PermissionSet']
    );
});

test('a required element that is missing; what the file’s name says is not', () => {
    assert.deepEqual(problems('objects/A/validationRules/V.validationRule-meta.xml', xml('ValidationRule', '<active>true</active>')), [
        '2:65 Required field is missing: errorConditionFormula',
        '2:65 Required field is missing: errorMessage'
    ]);
});

test('no XML, and XML that could hurt', () => {
    assert.deepEqual(problems(FIELD, '<?xml version="1.0"?>\n<CustomField>\n  <label>A</lable>\n</CustomField>'), [
        '3:19 Error parsing file: The element type "label" must be terminated by the matching end-tag "</label>".'
    ]);
    assert.deepEqual(problems(FIELD, ''), ['1:1 Error parsing file: Premature end of file.']);
    assert.deepEqual(problems(FIELD, '# Title\n'), ['1:1 Error parsing file: Content is not allowed in prolog.']);
    assert.match(problems(FIELD, '<CustomField><label>')[0], /must start and end within the same entity/);
    assert.match(problems(FIELD, '<CustomField/>text')[0], /Content is not allowed in trailing section/);
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><CustomField><label>&a;</label></CustomField>';
    assert.match(problems(FIELD, bomb)[0], /document type declaration is not allowed/);
    assert.match(problems(FIELD, '<a>'.repeat(5000))[0], /nested too deeply/);
    assert.match(problems(FIELD, '<CustomField><label>&unknown;</label></CustomField>')[0], /Error parsing file/);
});

test('a byte order mark, Windows’ line ends, comments and CDATA change nothing', () => {
    const content = field('<!-- why -->', '<label><![CDATA[A & B]]></label>', '<lable>x</lable>').replaceAll('\n', '\r\n');
    assert.deepEqual(
        typeProblems(FIELD, `\uFEFF${content}`).map(({ line }) => line),
        [5]
    );
});

test('the file’s name says the type; any root is taken but an object’s part’s', () => {
    assert.match(problems(FIELD, xml('ValidationRule', '<active>true</active>'))[0], /active invalid at this location in type CustomField/);
    assert.deepEqual(problems('tabs/A.tab-meta.xml', xml('Tab', '<customObject>true</customObject>')), []);
    assert.match(
        problems('tabs/A.tab-meta.xml', xml('Tab', '<custom>true</custom>'))[0],
        /custom invalid at this location in type CustomTab/
    );
    assert.match(problems(FIELD, xml('CustomFeild', '<label>A</label>'))[0], /root element is CustomFeild/);
});

test('settings have a type each; records and component targets hold what they like', () => {
    assert.deepEqual(
        problems('settings/Account.settings-meta.xml', xml('AccountSettings', '<enableAccountTeams>true</enableAccountTeams>')),
        []
    );
    assert.match(
        problems('settings/Account.settings-meta.xml', xml('AccountSettings', '<enableAcountTeams>true</enableAcountTeams>'))[0],
        /invalid at/
    );
    const record =
        '<label>R</label><values><field>A__c</field><value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></values>';
    assert.deepEqual(problems('customMetadata/A.R.md-meta.xml', xml('CustomMetadata', record)), []);
    const targets =
        '<apiVersion>67.0</apiVersion><targetConfigs><targetConfig targets="lightning__Tab"><property name="a" type="String"/></targetConfig></targetConfigs>';
    assert.deepEqual(problems('lwc/a/a.js-meta.xml', xml('LightningComponentBundle', targets)), []);
});

test('files that are no metadata are nobody’s business', () => {
    assert.deepEqual(problems('README.md', 'x'), []);
    assert.deepEqual(problems('lwc/a/a.html', '<template><b></template>'), []);
    assert.deepEqual(problems('aura/a/a.svg', '<svg><g/></svg>'), []);
    assert.deepEqual(problems('email/F/a.email', '<html>'), []);
    assert.deepEqual(problems('staticresources/a.resource', '<a>'), []);
    assert.deepEqual(problems('objects/readme.txt', 'x'), []);
});
