/**
 * Static SOSL: objects and fields of RETURNING, and the type of its result.
 */
import type { Sosl } from '../../language/ast.ts';
import { SOBJECT, isText, listOf, typeName } from '../typeName.ts';
import type { ApexType } from '../types.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { checkExpression } from './expressions.ts';
import { checkComparand, checkCondition } from './soqlConditions.ts';
import { fieldAt } from './soqlFields.ts';

export function checkSosl(context: Context, e: Sosl): ApexType {
    const { query } = e;
    const binds = query.binds.map((bind) => checkExpression(context, bind.expression));
    if (query.find.kind === 'bind') {
        const type = binds[query.find.index];
        if (type && type.kind !== 'error' && type.kind !== 'null' && !isText(type)) {
            report(context, query.find.at, `Invalid bind expression type of ${typeName(type)} for column of type String`);
        }
    }
    for (const part of query.returning) {
        const object = context.universe.schema.object(part.object);
        if (!object) {
            report(context, part.at, `Invalid type: Schema.${part.object}`);
            continue;
        }
        const scope = { object, alias: null };
        part.fields.forEach((field) => fieldAt(context, scope, field));
        if (part.where) {
            checkCondition(context, scope, part.where, binds);
        }
        part.orderBy.forEach((item) => checkComparand(context, scope, item.by));
    }
    return listOf(listOf(SOBJECT));
}
