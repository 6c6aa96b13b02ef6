/** What the org's metadata looks like as rows of the Tooling API. Read anew for each query: a deployment changes it. */
import { createHash } from 'node:crypto';
import { idChecksum } from '../../runtime/values/ids.ts';
import type { MetadataFile } from '../../schema/project.ts';
import { xmlBoolean, xmlText } from '../../schema/xml.ts';
import type { Assembly } from '../assemble.ts';
import type { Row } from './rowQuery.ts';
import type { ToolingTable } from './ToolingTable.ts';

const COMMON = { NamespacePrefix: null, ManageableState: 'unmanaged' };

/** The same component has the same Id in every query and after every start. */
function stableId(prefix: string, name: string): string {
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    const hash = createHash('sha256').update(name.toLowerCase()).digest();
    const id = `${prefix}${[...hash.subarray(0, 12)].map((byte) => digits[byte % digits.length]).join('')}`;
    return id + idChecksum(id);
}

export function metadataTables(org: Assembly): ToolingTable[] {
    const filesOf = (type: string): MetadataFile[] => org.project.metadata.filter((file) => file.type === type);
    return [
        {
            name: 'CustomObject',
            keyPrefix: '01I',
            fields: ['Id', 'DeveloperName', 'Description', 'Language', 'SharingModel', 'ExternalName', ...Object.keys(COMMON)],
            rows: () => filesOf('CustomObject').filter(isCustom).map(customObject)
        },
        {
            name: 'CustomField',
            keyPrefix: '00N',
            fields: ['Id', 'DeveloperName', 'Description', 'FullName', 'TableEnumOrId', ...Object.keys(COMMON)],
            rows: () => filesOf('CustomField').filter(isCustom).map(customField)
        },
        {
            name: 'ValidationRule',
            keyPrefix: '03d',
            fields: [
                'Id',
                'ValidationName',
                'Active',
                'Description',
                'ErrorDisplayField',
                'ErrorMessage',
                'FullName',
                'EntityDefinitionId',
                ...Object.keys(COMMON)
            ],
            rows: () => filesOf('ValidationRule').map(validationRule)
        },
        // Packages cannot be installed here.
        {
            name: 'InstalledSubscriberPackage',
            keyPrefix: '0A3',
            fields: ['Id', 'SubscriberPackageId', 'SubscriberPackageVersionId'],
            rows: () => []
        }
    ];
}

const isCustom = ({ fullName }: MetadataFile): boolean => /__(?:c|e|mdt|b|x)$/i.test(fullName);

const withoutSuffix = (name: string): string => name.replace(/__\w+$/, '');

function customObject({ fullName, content }: MetadataFile): Row {
    return {
        Id: stableId('01I', fullName),
        DeveloperName: withoutSuffix(fullName),
        Description: xmlText(content, 'description') ?? null,
        Language: 'en_US',
        SharingModel: xmlText(content, 'sharingModel') ?? null,
        ExternalName: null,
        ...COMMON
    };
}

/** Fields of standard objects name their object, those of custom objects its Id. */
function customField({ fullName, content }: MetadataFile): Row {
    const [object, field] = fullName.split('.');
    return {
        Id: stableId('00N', fullName),
        DeveloperName: withoutSuffix(field),
        Description: xmlText(content, 'description') ?? null,
        FullName: fullName,
        TableEnumOrId: /__\w+$/.test(object) ? stableId('01I', object) : object,
        ...COMMON
    };
}

function validationRule({ fullName, content }: MetadataFile): Row {
    const [object, name] = fullName.split('.');
    return {
        Id: stableId('03d', fullName),
        ValidationName: name,
        Active: xmlBoolean(content, 'active'),
        Description: xmlText(content, 'description') ?? null,
        ErrorDisplayField: xmlText(content, 'errorDisplayField') ?? null,
        ErrorMessage: xmlText(content, 'errorMessage') ?? null,
        FullName: fullName,
        EntityDefinitionId: /__\w+$/.test(object) ? stableId('01I', object) : object,
        ...COMMON
    };
}
