/** Custom metadata records of the project become rows of their type; records that are gone from the project go. */
import type { StoredRow, StoredValue } from '../../data/ports.ts';
import { fieldOf } from '../../schema/model.ts';
import type { FieldSchema, Schema, SObjectSchema } from '../../schema/model.ts';
import type { MetadataFile } from '../../schema/project.ts';
import { xmlChild, xmlIsNil, xmlList, xmlText } from '../../schema/xml.ts';
import type { DeployContext } from './deployPlatform.ts';

export function deployCustomMetadata(context: DeployContext): void {
    const { store, project, adminId } = context;
    const kept = new Map<string, Set<string>>();
    const relations: (() => void)[] = [];
    for (const file of project.metadata.filter((each) => each.type === 'CustomMetadata')) {
        const [type = '', name = ''] = file.fullName.split('.');
        const object = store.schema.object(`${type}__mdt`);
        if (!object?.present) {
            context.problem(file, `In field: type - no CustomObject named ${type}__mdt found`);
            continue;
        }
        const label = xmlText(file.content, 'label') ?? name;
        const row: StoredRow = {
            DeveloperName: name,
            MasterLabel: label,
            Label: label,
            Language: 'en_US',
            QualifiedApiName: name,
            ...recordValues(context, file, object, relations)
        };
        const columns = store.columns(object);
        const known = store.get(`SELECT Id AS id FROM "${object.name}" WHERE DeveloperName = ?`, name);
        const values = Object.fromEntries(Object.entries(row).filter(([field]) => columns.has(field.toLowerCase())));
        const id = known ? String(known.id) : store.insert(object.name, values, { userId: adminId });
        if (known) {
            store.update(object.name, id, values, { userId: adminId });
        }
        (kept.get(object.name) ?? kept.set(object.name, new Set()).get(object.name)!).add(id);
    }
    for (const relate of relations) {
        relate();
    }
    for (const object of store.schema.presentObjects?.() ?? store.schema.objects()) {
        if (object.kind === 'customMetadata' && object.present) {
            store.change(
                object.name,
                `DELETE FROM "${object.name}" WHERE Id NOT IN (SELECT value FROM json_each(?))`,
                JSON.stringify([...(kept.get(object.name) ?? [])])
            );
        }
    }
}

function recordValues(
    { store, project, problem }: DeployContext,
    file: MetadataFile,
    object: SObjectSchema,
    relations: (() => void)[]
): StoredRow {
    const values: StoredRow = {};
    const [, name = ''] = file.fullName.split('.');
    // A record says every field: one that the file does not mention is empty.
    for (const field of object.fields.values()) {
        if (field.custom && !field.calculated) {
            values[field.name] = field.type === 'boolean' ? 0 : null;
        }
    }
    for (const element of xmlList(file.content, 'values')) {
        const fieldName = xmlText(element, 'field') ?? '';
        const field = fieldOf(object, fieldName);
        const value = xmlChild(element, 'value');
        if (!field) {
            problem(file, `In field: field - no CustomField named ${object.name}.${fieldName} found`);
            continue;
        }
        const text = !value || xmlIsNil(value) ? null : String(value['#text'] ?? '');
        const target = field.type === 'reference' ? store.schema.object(field.referenceTo[0] ?? '') : undefined;
        if (target?.kind === 'customMetadata' && text !== null) {
            // The other record may come later.
            relations.push(() => {
                const id = store.get(`SELECT Id AS id FROM "${target.name}" WHERE DeveloperName = ?`, text)?.id;
                if (typeof id === 'string') {
                    store.change(object.name, `UPDATE "${object.name}" SET "${field.name}" = ? WHERE DeveloperName = ?`, id, name);
                } else {
                    problem(file, `In field: ${field.name} - no CustomMetadata named ${target.name.replace('__mdt', '')}.${text} found`);
                }
            });
        } else {
            values[field.name] = stored(field, text);
        }
    }
    qualify(project, store.schema, object, values);
    return values;
}

/** Objects and fields in their own spelling; a field within the object that another value names: `Account.Phone` is how the org knows it. */
function qualify(project: DeployContext['project'], schema: Schema, object: SObjectSchema, values: StoredRow): void {
    for (const field of object.fields.values()) {
        const name = values[field.name];
        if (typeof name !== 'string' || !field.referenceTo.some((target) => /^(?:EntityParticle|FieldDefinition)$/i.test(target))) {
            continue;
        }
        const described = project.metadata.find(
            (file) => file.type === 'CustomField' && file.fullName.toLowerCase() === `${object.name}.${field.name}`.toLowerCase()
        );
        const controlling = xmlText(described?.content ?? {}, 'metadataRelationshipControllingField')?.replace(/^.*\./, '');
        const entity = controlling && values[fieldOf(object, controlling)?.name ?? ''];
        if (typeof entity === 'string' && !name.includes('.')) {
            const target = schema.object(entity);
            values[field.name] = `${target?.name ?? entity}.${(target && fieldOf(target, name)?.name) ?? name}`;
        }
    }
}

function stored(field: FieldSchema, text: string | null): StoredValue {
    switch (field.type) {
        case 'boolean':
            return Number(text?.toLowerCase() === 'true');
        case 'integer':
        case 'long':
        case 'double':
        case 'currency':
        case 'percent':
            return text === null || text === '' ? null : Number(text);
        case 'datetime':
            return text ? new Date(text).toISOString() : null;
        default:
            return text === '' ? null : text;
    }
}
