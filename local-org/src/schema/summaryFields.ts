/** Roll-up summaries: their type is that of the field they sum up. */
import type { CustomField } from './customField.ts';
import type { FieldSchema } from './model.ts';
import type { ObjectParts } from './standardObject.ts';

/** Gives every roll-up the type of the summarised field, and reports those whose field is not there. */
export function applySummaries(
    fields: ReadonlyMap<FieldSchema, CustomField>,
    parts: ReadonlyMap<string, ObjectParts>,
    problem: (path: string, message: string) => void,
    pathOf: (field: FieldSchema) => string
): void {
    for (const [field, { summary }] of fields) {
        if (!summary || summary.operation === 'count') {
            continue;
        }
        const [objectName, fieldName] = (summary.field ?? '').split('.');
        const summarised = parts.get(objectName.toLowerCase())?.fields.get((fieldName ?? '').toLowerCase());
        if (!summarised) {
            problem(pathOf(field), `The field ${field.name} sums up ${summary.field ?? 'nothing'}, which is not there`);
            continue;
        }
        field.type = summarised.type;
        field.apexType = summarised.apexType;
        field.precision = summarised.precision;
        field.scale = summarised.scale;
    }
}
