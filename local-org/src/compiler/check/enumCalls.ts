/**
 * The methods that every enum has.
 */
import type { Call } from '../../language/ast.ts';
import { BOOLEAN, INTEGER, OBJECT, STRING, listOf } from '../typeName.ts';
import type { ApexType } from '../types.ts';
import { isAssignable } from '../assignable.ts';
import type { Context } from './context.ts';
import { convert } from './expressions.ts';

const INSTANCE: Record<
    string,
    { name: 'name' | 'ordinal' | 'equals' | 'hashCode' | 'toString'; parameters: ApexType[]; returns: ApexType }
> = {
    name: { name: 'name', parameters: [], returns: STRING },
    ordinal: { name: 'ordinal', parameters: [], returns: INTEGER },
    equals: { name: 'equals', parameters: [OBJECT], returns: BOOLEAN },
    hashcode: { name: 'hashCode', parameters: [], returns: INTEGER },
    tostring: { name: 'toString', parameters: [], returns: STRING }
};

/** null: an enum has no such method, or not with these arguments. */
export function enumCall(context: Context, e: Call, type: ApexType, args: readonly ApexType[], isStatic: boolean): ApexType | null {
    const name = e.name.toLowerCase();
    if (isStatic && name === 'values' && args.length === 0) {
        e.resolved = { kind: 'enumMethod', type, name: 'values' };
        return listOf(type);
    }
    if (isStatic && name === 'valueof' && args.length === 1 && isAssignable(context.universe, args[0]!, STRING)) {
        e.resolved = { kind: 'enumMethod', type, name: 'valueOf' };
        return type;
    }
    const method = isStatic ? undefined : INSTANCE[name];
    if (!method || method.parameters.length !== args.length) {
        return null;
    }
    e.args.forEach((arg, i) => convert(arg, args[i]!, method.parameters[i]!));
    e.resolved = { kind: 'enumMethod', type, name: method.name };
    return method.returns;
}
