/** Descriptions of the Tooling API's own objects. */
import type { ToolingTable } from '../../localOrg.ts';

export function globalLine({ name, keyPrefix, write }: ToolingTable, version: string): { name: string } & Record<string, unknown> {
    const url = `/services/data/v${version}/tooling/sobjects/${name}`;
    return {
        name,
        label: name,
        labelPlural: name,
        keyPrefix,
        custom: false,
        customSetting: false,
        queryable: true,
        retrieveable: true,
        createable: write?.create !== undefined,
        updateable: write?.update !== undefined,
        deletable: write?.remove !== undefined,
        urls: { sobject: url, describe: `${url}/describe`, rowTemplate: `${url}/{ID}` }
    };
}

export function describeTable(table: ToolingTable, version: string): object {
    const { fields, write } = table;
    return {
        ...globalLine(table, version),
        childRelationships: [],
        recordTypeInfos: [],
        fields: fields
            .filter((name) => !fields.includes(`${name}Id`))
            .map((name) => ({
                name,
                label: name,
                type: typeOf(name),
                nillable: name !== 'Id',
                createable: write?.create !== undefined && name !== 'Id',
                updateable: write?.update !== undefined && name !== 'Id',
                filterable: true,
                custom: false,
                relationshipName: fields.includes(name.replace(/Id$/, '')) && name.endsWith('Id') ? name.replace(/Id$/, '') : null,
                picklistValues: []
            }))
    };
}

/** Names tell types: no object of this API breaks the rule. */
function typeOf(name: string): string {
    if (name === 'Id') {
        return 'id';
    }
    if (name.endsWith('Id')) {
        return 'reference';
    }
    if (/(?:Date|Time|Timestamp|Modstamp)$/.test(name) && !/^(?:Test|Run|TestSetup)Time$/.test(name)) {
        return 'datetime';
    }
    if (/^Is[A-Z]|^Active$/.test(name)) {
        return 'boolean';
    }
    return /^(?:Num|Classes|Methods|Revision|Percent|Duration|LogLength|RunTime|TestTime|TestSetupTime)/.test(name) ? 'int' : 'string';
}
