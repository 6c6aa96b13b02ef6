/** A component that names what is not there is refused, with the place where it does. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { objectXml, xml } from '../../schema/projectFixture.ts';
import { apexClass, archive, DeployedOrg } from './deployed.ts';

const SCRIPT = "import { LightningElement } from 'lwc';\n";

function bundle(parts: { js?: string; html?: string; meta?: string }): Record<string, string> {
    return {
        'lwc/card/card.js': `${SCRIPT}${parts.js ?? ''}\nexport default class Card extends LightningElement {}\n`,
        'lwc/card/card.html': parts.html ?? '<template></template>',
        'lwc/card/card.js-meta.xml': xml(
            'LightningComponentBundle',
            `<apiVersion>67.0</apiVersion><isExposed>true</isExposed>${parts.meta ?? ''}`
        )
    };
}

const forObject = (name: string): string =>
    `<targets><target>lightning__RecordPage</target></targets><targetConfigs><targetConfig targets="lightning__RecordPage">` +
    `<objects><object>${name}</object></objects></targetConfig></targetConfigs>`;

test('what a component names must be there: classes, labels, fields, resources, components, objects', async (context) => {
    const org = DeployedOrg.open(context);
    const things = {
        'objects/Thing__c.object': objectXml('Thing'),
        ...apexClass('Hello', 'public class Hello { @AuraEnabled public static String say() { return null; } public static void no() { } }')
    };
    const there = await org.deploy(archive({ CustomObject: ['Thing__c'], ApexClass: ['Hello'] }, things));
    assert.equal(there.status, 'Succeeded');
    const cases: [Parameters<typeof bundle>[0], string | null][] = [
        [{ js: "import a from '@salesforce/apex/Hello.say';" }, null],
        [{ js: "import a from '@salesforce/apex/Hello.no';" }, "Unable to find Apex action method referenced as 'Hello.no'."],
        [{ js: "import a from '@salesforce/apex/Gone.say';" }, "Unable to find Apex action class referenced as 'Gone'."],
        [{ js: "import a from '@salesforce/label/c.Gone';" }, 'Invalid reference c.Gone of type label in file card.js'],
        [{ js: "import a from '@salesforce/schema/Thing__c.Name';" }, null],
        [
            { js: "import a from '@salesforce/schema/Thing__c.Gone__c';" },
            'Invalid reference Thing__c.Gone__c of type sobjectField in file card.js'
        ],
        [{ js: "import a from '@salesforce/schema/Gone__c';" }, 'Invalid reference Gone__c of type sobjectClass in file card.js'],
        [{ js: "import a from '@salesforce/resourceUrl/Gone';" }, 'Invalid reference Gone of type resourceUrl in file card.js'],
        [{ js: "// import a from 'c/gone';" }, null],
        [{ js: "import a from 'c/gone';" }, 'No MODULE named markup://c:gone found : [markup://c:card]'],
        [{ html: '<template><c-long-gone></c-long-gone></template>' }, 'No MODULE named markup://c:longGone found : [markup://c:card]'],
        [{ meta: forObject('Thing__c') }, null],
        [{ meta: forObject('Gone__c') }, 'Invalid reference Gone__c of type sobjectClass in file card.js-meta.xml']
    ];
    for (const [parts, expected] of cases) {
        const result = await org.deploy(archive({ LightningComponentBundle: ['card'] }, bundle(parts)), { checkOnly: true });
        const problems = result.details.componentFailures.map(({ problem }) => problem!.replace(/^\[Line: \d+, Col: \d+\] /, ''));
        assert.deepEqual(problems, expected === null ? [] : [expected], JSON.stringify(parts));
    }
});
