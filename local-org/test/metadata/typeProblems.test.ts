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
    assert.deepEqual(
        problems(FIELD, field('<fullName>A__c</fullName>', '<label>A</label>', '<length>80</length>', '<type>Text</type>')),
        []
    );
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

test('a field needs what its type needs, and has nothing that its type cannot have', () => {
    const cases: [string, string[]][] = [
        ['<type>Text</type>', ["Must specify 'length' for a CustomField of type Text"]],
        ['<formula>Name</formula><type>Text</type>', []],
        ['<formula>1</formula><scale>0</scale><type>Currency</type>', ["Must specify 'precision' for a CustomField of type Currency"]],
        ['<precision>18</precision><scale>0</scale><type>Number</type>', []],
        ['<length>1000</length><type>LongTextArea</type>', ["Must specify 'visibleLines' for a CustomField of type LongTextArea"]],
        [
            '<length>1000</length><required>true</required><type>LongTextArea</type><visibleLines>3</visibleLines>',
            ["Can not specify 'required' for a CustomField of type LongTextArea"]
        ],
        ['<type>Checkbox</type>', ["Must specify 'defaultValue' for a CustomField of type Checkbox"]],
        ['<formula>true</formula><type>Checkbox</type>', []],
        ['<length>255</length><type>TextArea</type>', ["Can not specify 'length' for a CustomField of type TextArea"]]
    ];
    for (const [body, expected] of cases) {
        const texts = (path: string, text: string): string[] => typeProblems(path, text, { whole: false }).map(({ problem }) => problem);
        assert.deepEqual(texts(FIELD, xml('CustomField', `<fullName>A__c</fullName><label>A</label>${body}`)), expected, body);
        const inObject = xml('CustomObject', `<fields><fullName>A__c</fullName><label>A</label>${body}</fields>`);
        assert.deepEqual(texts('objects/Thing__c.object', inObject), expected, `${body} in its object`);
        assert.deepEqual(texts('objects/Thing__c.object', inObject.replaceAll('A__c', 'Industry')), [], 'a field of the platform');
    }
    assert.deepEqual(problems(FIELD, field('<fullName>A__c</fullName>', '<type>Date</type>')), [
        '2:62 Must specify a non-empty label for the CustomField'
    ]);
});

test('an object has a label and a name, unless the file stands for its parts alone', () => {
    const texts = (name: string, text: string, whole = true): string[] =>
        typeProblems(`objects/${name}.object`, text, { whole }).map(({ problem }) => problem);
    const label = '<label>Thing</label>';
    assert.deepEqual(texts('Thing__c', xml('CustomObject', '')), [
        'Must specify a non-empty label for the CustomObject',
        'Must specify a nameField of type Text or AutoNumber'
    ]);
    assert.deepEqual(texts('Thing__c', xml('CustomObject', ''), false), []);
    assert.deepEqual(texts('Account', xml('CustomObject', '')), []);
    assert.deepEqual(texts('Thing__mdt', xml('CustomObject', label)), []);
    assert.deepEqual(texts('Thing__c', xml('CustomObject', `<customSettingsType>List</customSettingsType>${label}`)), []);
    assert.deepEqual(texts('Thing__c', xml('CustomObject', `${label}<nameField><label>N</label><type>Number</type></nameField>`)), [
        'Must specify a nameField of type Text or AutoNumber'
    ]);
});

test('versions that are not out yet', () => {
    for (const [path, type] of [
        ['classes/A.cls-meta.xml', 'ApexClass'],
        ['lwc/a/a.js-meta.xml', 'LightningComponentBundle']
    ]) {
        assert.deepEqual(problems(path, xml(type, '<apiVersion>67.0</apiVersion>')), []);
        assert.match(problems(path, xml(type, '<apiVersion>99.0</apiVersion>')).join(), /^\d+:\d+ Invalid version specified:99.0$/);
    }
});

test('names of objects and fields, and two of one name', () => {
    const texts = (path: string, text: string): string =>
        typeProblems(path, text)
            .map(({ problem }) => problem.replace(/ can only contain .*/, ''))
            .join();
    for (const name of ['Thing__c', 'A1_b2__c', 'ns__Thing__c', 'Thing__mdt']) {
        assert.equal(texts(`objects/${name}.object`, OBJECT), '', name);
    }
    for (const name of ['1Thing__c', 'Th__i__ng__c', 'Thing___c', '_Thing__c', 'Thing-x__c']) {
        assert.equal(texts(`objects/${name}.object`, OBJECT), 'The Object Name', name);
    }
    const date = (name: string): string => `<fields><fullName>${name}</fullName><label>A</label><type>Date</type></fields>`;
    const within = (fields: string): string =>
        typeProblems('objects/Thing__c.object', xml('CustomObject', fields), { whole: false })
            .map(({ problem }) => problem.replace(/ can only contain .*/, ''))
            .join();
    assert.equal(within(date('A__c') + date('B__c')), '');
    assert.equal(within(date('A_b___c')), 'The Field Name');
    assert.equal(within(date('A__c') + date('a__c')), 'a__c is in this file twice');
});
