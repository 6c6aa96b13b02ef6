import type { Call, Expression, Index, MemberAccess } from '../../language/ast.ts';
import { call, hasReceiver } from './calls.ts';
import { converted } from './conversions.ts';
import { value } from './expressions.ts';
import type { MethodContext } from './MethodContext.ts';
import { needsTarget, read } from './names.ts';
import { soqlOrNull } from './soql.ts';

/** Part of `a?.b.c`: the tests that make the whole chain null, and the code when none of them does. */
interface Link {
    guards: string[];
    code: string;
}

/** Member access, index and call. `?.` ends the whole chain behind it, not just the next step. */
export function chain(context: MethodContext, expression: MemberAccess | Call | Index): string {
    const { guards, code } = link(context, expression);
    return guards.length === 0 ? code : `(${guards.join(' || ')} ? null : ${code})`;
}

function link(context: MethodContext, expression: MemberAccess | Call | Index): Link {
    switch (expression.kind) {
        case 'member': {
            if (!needsTarget(expression.resolved)) {
                return { guards: [], code: read(context, expression, null) };
            }
            const target = targetOf(context, expression.target, expression.safe);
            return { guards: target.guards, code: read(context, expression, target.code) };
        }
        case 'index': {
            const target = targetOf(context, expression.target, false);
            return { guards: target.guards, code: `${target.code}.get(${value(context, expression.index)})` };
        }
        case 'call': {
            if (expression.target === null || !hasReceiver(expression)) {
                return { guards: [], code: call(context, expression, null) };
            }
            const target = targetOf(context, expression.target, expression.safe);
            return { guards: target.guards, code: call(context, expression, target.code) };
        }
    }
}

function targetOf(context: MethodContext, target: Expression, safe: boolean): Link {
    const inner = linkOf(context, target, safe);
    if (!safe) {
        return inner;
    }
    const held = context.temporary();
    return { guards: [...inner.guards, `(${held} = ${inner.code}) === null`], code: held };
}

function linkOf(context: MethodContext, expression: Expression, safe: boolean): Link {
    if (expression.kind === 'member' || expression.kind === 'call' || expression.kind === 'index') {
        const inner = link(context, expression);
        if (safe && expression.conversion === 'soqlToRecord') {
            return { guards: inner.guards, code: `$r.onlyRecordOrNull(${inner.code})` };
        }
        return { guards: inner.guards, code: converted(context, expression, inner.code) };
    }
    if (expression.kind === 'soql' && safe) {
        return { guards: [], code: soqlOrNull(context, expression) };
    }
    const code = value(context, expression);
    return { guards: [], code: expression.kind === 'literal' && expression.literal === 'integer' ? `(${code})` : code };
}
