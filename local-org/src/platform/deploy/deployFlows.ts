/** Flows of the project become rows of FlowDefinitionView, which code asks what a flow is and when it starts. They do not run. */
import type { MetadataFile } from '../../schema/project.ts';
import { xmlChild, xmlText } from '../../schema/xml.ts';
import type { DeployContext } from './deployPlatform.ts';
import { upsertRow } from './upsertRow.ts';

export function deployFlows(context: DeployContext): void {
    const { store, project, adminId } = context;
    if (!store.schema.object('FlowDefinitionView')?.present) {
        return;
    }
    const deployer = String(store.get(`SELECT Name AS name FROM "User" WHERE Id = ?`, adminId)?.name ?? '');
    for (const file of project.metadata.filter((each) => each.type === 'Flow')) {
        const active = xmlText(file.content, 'status') === 'Active';
        const { id } = upsertRow(
            context,
            'FlowDefinitionView',
            { ApiName: file.fullName },
            {
                Label: xmlText(file.content, 'label') ?? file.fullName,
                Description: xmlText(file.content, 'description') ?? null,
                ProcessType: xmlText(file.content, 'processType') ?? null,
                ApiVersion: Math.trunc(Number(xmlText(file.content, 'apiVersion') ?? 0)) || null,
                ManageableState: 'unmanaged',
                Builder: 'Flow Builder',
                IsActive: Number(active),
                VersionNumber: 1,
                LastModifiedBy: deployer,
                ...started(file)
            }
        );
        // Definition and version are rows of the setup alone: their Ids are known by the view.
        const versionId = `301${id.slice(3)}`;
        store.update(
            'FlowDefinitionView',
            id,
            { DurableId: `300${id.slice(3)}`, LatestVersionId: versionId, ActiveVersionId: active ? versionId : null },
            { userId: adminId }
        );
    }
}

/** What the start element says of the record or event that starts the flow. */
function started({ content }: MetadataFile): Record<string, string | null> {
    const start = xmlChild(content, 'start') ?? {};
    const object = xmlText(start, 'object') ?? null;
    return {
        TriggerType: xmlText(start, 'triggerType') ?? null,
        RecordTriggerType: xmlText(start, 'recordTriggerType') ?? null,
        TriggerObjectOrEventId: object,
        TriggerObjectOrEventLabel: object
    };
}
