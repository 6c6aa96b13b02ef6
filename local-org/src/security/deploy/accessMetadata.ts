/** Reads the access that a PermissionSet or Profile file describes, and checks it as a deployment would. */
import type { Schema } from '../../schema/model.ts';
import { fieldOf } from '../../schema/model.ts';
import type { MetadataFile } from '../../schema/project.ts';
import { xmlBoolean, xmlList, xmlText } from '../../schema/xml.ts';
import { hasFieldPermissions, hasObjectPermissions } from '../permissionable.ts';
import type { DeployProblem } from './DeployProblem.ts';

export interface ObjectEntry {
    object: string;
    rights: {
        PermissionsCreate: number;
        PermissionsRead: number;
        PermissionsEdit: number;
        PermissionsDelete: number;
        PermissionsViewAllRecords: number;
        PermissionsModifyAllRecords: number;
    };
}

export interface FieldEntry {
    object: string;
    /** `Account.Phone` */
    field: string;
    read: boolean;
    edit: boolean;
}

/** `name` with whether it is granted: a profile may take away. */
export interface NamedEntry {
    name: string;
    enabled: boolean;
}

export interface AccessMetadata {
    objects: ObjectEntry[];
    fields: FieldEntry[];
    userPermissions: NamedEntry[];
    customPermissions: NamedEntry[];
    classes: NamedEntry[];
    /** Custom metadata types and custom settings. */
    settingsObjects: NamedEntry[];
}

type Report = (message: string, kind?: DeployProblem['kind']) => void;

/** What a package or an org made is there or not; of what Salesforce made we may not know all. */
const kindOfMissing = (name: string): DeployProblem['kind'] => (name.includes('__') ? undefined : 'unsupported');

const RIGHTS = [
    ['allowCreate', 'PermissionsCreate', ['allowRead']],
    ['allowRead', 'PermissionsRead', []],
    ['allowEdit', 'PermissionsEdit', ['allowRead']],
    ['allowDelete', 'PermissionsDelete', ['allowRead', 'allowEdit']],
    ['viewAllRecords', 'PermissionsViewAllRecords', ['allowRead']],
    ['modifyAllRecords', 'PermissionsModifyAllRecords', ['allowRead', 'allowEdit', 'allowDelete', 'viewAllRecords']]
] as const;

export function readAccess(file: MetadataFile, schema: Schema, problems: DeployProblem[]): AccessMetadata {
    const problem: Report = (message, kind) => void problems.push({ path: file.path, message, ...(kind && { kind }) });
    return {
        objects: readObjects(file, schema, problem),
        fields: readFields(file, schema, problem),
        userPermissions: named(file, 'userPermissions', 'name'),
        customPermissions: named(file, 'customPermissions', 'name'),
        classes: named(file, 'classAccesses', 'apexClass'),
        settingsObjects: [...named(file, 'customMetadataTypeAccesses', 'name'), ...named(file, 'customSettingAccesses', 'name')]
    };
}

function readObjects(file: MetadataFile, schema: Schema, problem: Report): ObjectEntry[] {
    const entries: ObjectEntry[] = [];
    for (const element of xmlList(file.content, 'objectPermissions')) {
        const name = xmlText(element, 'object') ?? '';
        const object = schema.object(name);
        if (!object) {
            problem(`In field: field - no CustomObject named ${name} found`, kindOfMissing(name));
            continue;
        }
        if (!hasObjectPermissions(object)) {
            // Personal accounts, ideas …: objects of features that this org does not know have nothing to grant here.
            continue;
        }
        const rights: Record<string, number> = {};
        for (const [element_, column, needs] of RIGHTS) {
            const granted = xmlBoolean(element, element_);
            const missing = needs.filter((each) => !xmlBoolean(element, each));
            if (granted && missing.length > 0) {
                problem(
                    `Permission ${column.replace('Permissions', '')} ${object.name} depends on permission(s): ${missing.map((each) => rightName(each, object.name)).join(', ')}`
                );
            }
            rights[column] = Number(granted);
        }
        entries.push({ object: object.name, rights: rights as ObjectEntry['rights'] });
    }
    return entries;
}

function rightName(element: string, object: string): string {
    return `${element.replace('allow', '').replace('viewAllRecords', 'ViewAll')} ${object}`;
}

function readFields(file: MetadataFile, schema: Schema, problem: Report): FieldEntry[] {
    const entries: FieldEntry[] = [];
    for (const element of xmlList(file.content, 'fieldPermissions')) {
        const name = xmlText(element, 'field') ?? '';
        const [objectName = '', fieldName = ''] = name.split('.');
        const object = schema.object(objectName);
        const field = object && fieldOf(object, fieldName);
        if (!object || !field) {
            problem(`In field: field - no CustomField named ${name} found`, kindOfMissing(name));
            continue;
        }
        if (!hasFieldPermissions(object, field)) {
            if (field.custom && object.kind !== 'bigObject' && object.kind !== 'platformEvent') {
                problem(`You cannot deploy to a required field: ${object.name}.${field.name}`);
            }
            continue;
        }
        // Published packages deploy with formulas marked as editable: it has no effect.
        const edit = xmlBoolean(element, 'editable') && !field.calculated && !field.autoNumber;
        entries.push({ object: object.name, field: `${object.name}.${field.name}`, read: xmlBoolean(element, 'readable') || edit, edit });
    }
    return entries;
}

function named(file: MetadataFile, listName: string, nameElement: string): NamedEntry[] {
    return xmlList(file.content, listName).map((element) => ({
        name: xmlText(element, nameElement) ?? '',
        enabled: xmlBoolean(element, 'enabled')
    }));
}
