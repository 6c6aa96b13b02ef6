/** `new …` in its many shapes. */
import type { Antlr, ApexTree } from './antlr.ts';
import type { Expression, NewSObject } from './ast.ts';
import { expression, expressionList } from './expressionTree.ts';
import type { TreeContext } from './treeContext.ts';
import { BrokenTree, positionOf, required, startOf } from './treeContext.ts';
import { createdType, listOf } from './typeTree.ts';

export function creation(rule: ApexTree.NewExpressionContext, file: TreeContext): Expression {
    const at = startOf(rule);
    const creator = required(rule.creator());
    const type = createdType(required(creator.createdName()));

    const call = creator.classCreatorRest();
    if (call) {
        const args = expressionList(required(call.arguments()).expressionList(), file);
        const fields = fieldsOf(args, file);
        return fields ? { kind: 'newSObject', at, type, fields } : { kind: 'newObject', at, type, args };
    }
    if (creator.noRest()) return { kind: 'newCollection', at, type, elements: [] };
    const set = creator.setCreatorRest();
    if (set) return { kind: 'newCollection', at, type, elements: set.expression_list().map((item) => expression(item, file)) };
    const map = creator.mapCreatorRest();
    if (map) {
        const entries = map.mapCreatorRestPair_list().map((pair) => ({
            key: expression(pair.expression(0), file),
            value: expression(pair.expression(1), file)
        }));
        return { kind: 'newMap', at, type, entries };
    }
    return array(required(creator.arrayCreatorRest()), at, listOf(type), file);
}

function array(rule: ApexTree.ArrayCreatorRestContext, at: NewSObject['at'], type: NewSObject['type'], file: TreeContext): Expression {
    const element = type.args[0];
    if (element && element.args.length > 0) refuse(required(rule.start), file);
    const size = rule.expression();
    if (size) return { kind: 'newArray', at, type, size: expression(size, file) };
    const initializer = rule.arrayInitializer();
    if (!initializer) return refuse(required(rule.stop), file);
    return { kind: 'newCollection', at, type, elements: initializer.expression_list().map((item) => expression(item, file)) };
}

/** `new List<X>[1]` and `new X[]` without elements: the grammar lets them through, Salesforce does not. */
function refuse(token: Antlr.Token, file: TreeContext): never {
    file.problems.push({ ...positionOf(token), message: `Unexpected token '${token.text}'.` });
    throw new BrokenTree('no array');
}

/**
 * `new Account(Name = 'x')`: the arguments name fields, all of them or none.
 */
function fieldsOf(args: Expression[], file: TreeContext): NewSObject['fields'] | null {
    const first = args[0];
    if (first?.kind !== 'assign' || first.operator !== '=') return null;
    const fields: NewSObject['fields'] = [];
    for (const arg of args) {
        if (arg.kind === 'assign' && arg.operator === '=' && arg.target.kind === 'name') {
            fields.push({ at: arg.at, name: arg.target.name, value: arg.value });
        } else {
            file.problems.push({ ...arg.at, message: 'Expecting field = value: either all arguments name fields, or none.' });
        }
    }
    return fields;
}
