/** Trigger files: parse tree → syntax tree. */
import type { ApexTree } from './antlr.ts';
import type { FieldDeclaration, Member, Statement, TriggerDeclaration, TriggerEvent } from './ast.ts';
import { attempt, triggerMember } from './declarationTree.ts';
import { statement } from './statementTree.ts';
import type { TreeContext } from './treeContext.ts';
import { endOf, required, startOf, textOf } from './treeContext.ts';

export function triggerDeclaration(rule: ApexTree.TriggerUnitContext, file: TreeContext): TriggerDeclaration {
    const name = rule.id(0);
    const object = rule.id(1);
    const bodyRule = required(rule.triggerBlock());
    const statements: Statement[] = [];
    const members: Member[] = [];
    for (const item of bodyRule.triggerBlockMember_list()) {
        attempt(file, startOf(item), () => {
            const statementRule = item.statement();
            if (statementRule) statements.push(statement(statementRule, file));
            else {
                for (const member of triggerMember(item, file)) {
                    if (member.kind === 'field' && isLocal(member)) statements.push(localOf(member));
                    else members.push(member);
                }
            }
        });
    }
    const end = endOf(bodyRule);
    return {
        kind: 'trigger',
        at: startOf(rule),
        nameAt: startOf(name),
        name: textOf(name),
        object: textOf(object),
        objectAt: startOf(object),
        events: rule.triggerCase_list().map(eventOf),
        body: { kind: 'block', at: startOf(bodyRule), statements, end },
        members,
        end
    };
}

/** A variable without modifiers is a local of the body, whatever the grammar calls it: its place among the statements counts. */
function isLocal({ modifiers }: FieldDeclaration): boolean {
    return modifiers.every((modifier) => modifier === 'final');
}

function localOf({ at, modifiers, type, nameAt, name, initializer }: FieldDeclaration): Statement {
    return { kind: 'localVariables', at, modifiers, type, declarators: [{ at: nameAt, name, initializer }] };
}

function eventOf(rule: ApexTree.TriggerCaseContext): TriggerEvent {
    return `${required(rule.start).text} ${required(rule.stop).text}`.toLowerCase() as TriggerEvent;
}
