import type { Cast, InstanceOf } from '../../language/ast.ts';
import type { ApexType } from '../types.ts';
import { operandType, widened } from './conversions.ts';
import { value } from './expressions.ts';
import type { MethodContext } from './MethodContext.ts';
import { primitiveName, typeText } from './typeText.ts';

export function isInstanceOf(context: MethodContext, expression: InstanceOf): string {
    return typeTest(context, value(context, expression.value), expression.type.resolvedType);
}

/** Does a value (never undefined) have the type at run time? */
export function typeTest(context: MethodContext, code: string, type: ApexType | undefined): string {
    if (type?.kind === 'user' && type.symbol.kind === 'class') {
        return `(${code} instanceof ${context.classOf(type.symbol)})`;
    }
    return `$r.is(${code}, ${JSON.stringify(type ? typeText(type) : 'Object')})`;
}

/** Between number types a conversion, else a check at run time unless the static type says that it must be right. */
export function castTo(context: MethodContext, expression: Cast): string {
    const code = value(context, expression.value);
    const type = expression.type.resolvedType;
    if (!type) {
        return code;
    }
    const from = operandType(expression.value);
    const to = primitiveName(type);
    const converted = widened(code, from, to);
    if (converted !== code) {
        return converted;
    }
    const source = expression.value.staticType;
    if (to === 'Object' || (source && typeText(source) === typeText(type) && source.kind !== 'soqlResult' && source.kind !== 'null')) {
        return code;
    }
    return `$r.cast(${code}, ${JSON.stringify(typeText(type))})`;
}
