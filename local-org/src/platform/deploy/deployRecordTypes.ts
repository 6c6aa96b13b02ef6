/** Record types of the project become rows of RecordType, which queries, describes and RecordTypeId meet by Id. */
import type { DeployContext } from './deployPlatform.ts';
import { upsertRow } from './upsertRow.ts';

/** Rows of record types that have left the project stay, as records may have them: no deployment deletes by itself. */
export function deployRecordTypes(context: DeployContext): void {
    const { schema } = context.store;
    for (const object of schema.presentObjects?.() ?? schema.objects()) {
        for (const { developerName, label, active, description } of object.present ? object.recordTypes : []) {
            upsertRow(
                context,
                'RecordType',
                { SobjectType: object.name, DeveloperName: developerName },
                { Name: label, Description: description ?? null, IsActive: Number(active) }
            );
        }
    }
}
