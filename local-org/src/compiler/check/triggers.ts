/**
 * What stands before a trigger's body.
 */
import type { TriggerDeclaration } from '../../language/ast.ts';
import type { SObjectSchema } from '../../schema/model.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';

const WITHOUT_TRIGGERS: ReadonlySet<SObjectSchema['kind']> = new Set(['customSetting', 'customMetadata', 'share', 'history', 'feed']);

export function checkTriggerHeader(context: Context, declaration: TriggerDeclaration, object: SObjectSchema | null): void {
    if (!object) {
        const message = context.universe.sobject(declaration.object)
            ? `SObject type does not allow triggers: ${declaration.object}`
            : `Invalid type: ${declaration.object}`;
        report(context, declaration.objectAt, message);
    } else if (WITHOUT_TRIGGERS.has(object.kind)) {
        report(context, declaration.objectAt, `SObject type does not allow triggers: ${object.name}`);
    }
    const seen = new Set<string>();
    for (const event of declaration.events) {
        if (seen.has(event)) {
            report(context, declaration.nameAt, `Duplicate Trigger Usage: ${event}`);
        }
        seen.add(event);
        if ((object?.kind === 'platformEvent' || object?.kind === 'changeEvent') && event !== 'after insert') {
            report(context, declaration.objectAt, `Platform Event SObjects only supports after insert: ${object.name}`);
        }
    }
}
