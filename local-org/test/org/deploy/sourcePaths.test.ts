import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceKey } from '../../../src/org/deploy/sourcePaths.ts';

test('a component is the same wherever a project keeps it', () => {
    assert.equal(sourceKey('force-app/test/classes/api/FooTest.cls'), sourceKey('main/default/classes/FooTest.cls'));
    assert.equal(sourceKey('force-app/sales/tabs/Deal.tab-meta.xml'), sourceKey('main/default/tabs/Deal.tab-meta.xml'));
});

test('files of one name in different folders of a component are different files', () => {
    const pairs = [
        ['experiences/Shop1/routes/search.json', 'experiences/Shop1/views/search.json'],
        ['bots/One/v1.botVersion-meta.xml', 'bots/Two/v1.botVersion-meta.xml'],
        ['digitalExperiences/site/A/sfdc_cms__view/home/content.json', 'digitalExperiences/site/A/sfdc_cms__route/home/content.json'],
        ['territory2Models/M1/territories/East.territory2-meta.xml', 'territory2Models/M2/territories/East.territory2-meta.xml'],
        ['reports/Team/Open.report-meta.xml', 'reports/Other/Open.report-meta.xml'],
        ['lwc/hello/hello.js', 'lwc/world/hello.js']
    ];
    for (const [one, other] of pairs) {
        assert.notEqual(sourceKey(`force-app/main/default/${one}`), sourceKey(`force-app/main/default/${other}`), one);
    }
});
