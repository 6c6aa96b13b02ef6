import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ComponentError } from '../../src/browser/application.ts';
import { buildOf, component } from './project.ts';

test('a component is compiled with its template; the engine stays outside', async (t) => {
    const { code } = await buildOf(t, component(''));
    assert.match(code, /lightning-card/);
    assert.match(code, /from 'lwc'/);
});

test('components and modules of the project find each other by c/', async (t) => {
    const files = {
        ...component("import { answer } from 'c/answers';", 'answer'),
        'answers/answers.js': 'export const answer = "forty-two";\n'
    };
    assert.match((await buildOf(t, files)).code, /forty-two/);
});

test('a label becomes its text', async (t) => {
    const { code } = await buildOf(t, component("import greeting from '@salesforce/label/c.Greeting';", 'greeting'), {
        labels: { Greeting: 'Say "hello" \u2028 & more' }
    });
    assert.ok(code.includes(JSON.stringify('Say "hello" \u2028 & more')) || code.includes('Say "hello"'));
});

test('an Apex method becomes a call of the org', async (t) => {
    const { code } = await buildOf(t, component("import getAccess from '@salesforce/apex/OffboardingController.getAccess';", 'getAccess'));
    assert.match(code, /createApex\("OffboardingController", "getAccess"\)/);
    assert.match(code, /\/local\/apex\//);
});

test('the language of the user is what the base components are told', async (t) => {
    const { code } = await buildOf(t, component("import LOCALE from '@salesforce/i18n/locale';", 'LOCALE'));
    assert.match(code, /en-US/);
});

test('fields and permissions become what the platform hands out', async (t) => {
    const { code } = await buildOf(
        t,
        component(
            "import NAME from '@salesforce/schema/Account.Owner.Name';\nimport ACCOUNT from '@salesforce/schema/Account';\nimport canRun from '@salesforce/customPermission/Offboarding_Run';\nimport userId from '@salesforce/user/Id';",
            'NAME, ACCOUNT, canRun, userId'
        )
    );
    assert.match(code, /\{\s*"objectApiName": ?"Account",\s*"fieldApiName": ?"Owner\.Name"\s*\}/);
    assert.match(code, /customPermissions\.includes\("Offboarding_Run"\) \|\| undefined/);
    assert.match(code, /globalThis\.localOrg\.user\["Id"\]/);
});

for (const [what, imports, expected] of [
    [
        'a component that is not there',
        "import other from 'c/other';",
        /c\/other \(imported by .*home\.js\): the project has no such component/
    ],
    [
        'a label that is not there',
        "import label from '@salesforce/label/c.Nowhere';",
        /@salesforce\/label\/c\.Nowhere: the project has no such custom label/
    ],
    [
        'a platform module that is not built',
        "import channel from '@salesforce/messageChannel/Hello__c';",
        /messageChannel.*not built in the local org/
    ],
    [
        'a base component’s module that does not exist',
        "import thing from 'lightning/thing';",
        /lightning\/thing \(imported by .*home\.js\): the local org has no such module/
    ]
] as const) {
    test(`${what} is refused by name`, async (t) => {
        await assert.rejects(buildOf(t, component(imports, imports.split(' ')[1])), expected);
    });
}

test('a component that does not compile is named with file, line and column', async (t) => {
    const files = { ...component(''), 'home/home.html': '<template>\n    <p>{1 + 1}</p>\n</template>\n' };
    await assert.rejects(buildOf(t, files), (error: Error) => {
        assert.ok(error instanceof ComponentError);
        assert.match(error.message, /home\.html:2:8: Invalid expression/);
        return true;
    });
});

test('a script that does not compile is named with file, line and column, too', async (t) => {
    const files = {
        ...component(''),
        'home/home.js': "import { LightningElement } from 'lwc';\nexport default class Home extends LightningElement { @nope x; }\n"
    };
    await assert.rejects(buildOf(t, files), /home\.js:2:54: /);
});
