/** Where a query may have semi-joins: SOQL allows two, joined by AND, not one inside another. Static and dynamic queries share it. */
import type { Condition, Query } from './soqlAst.ts';

const MOST = 2;

/** What is wrong with the semi-joins of a query, in Salesforce's words; null when nothing is. */
export function semiJoinProblem(query: Pick<Query, 'where'>): string | null {
    const found: Query[] = [];
    const problem = query.where && problemOf(query.where, 'top', found);
    if (problem) {
        return problem;
    }
    if (found.some((inner) => inner.where && hasSemiJoin(inner.where))) {
        return 'Nesting of semi join sub-selects is not supported';
    }
    return found.length > MOST ? `Maximum ${MOST} semi join sub-selects are allowed.` : null;
}

type Place = 'top' | 'and' | 'or' | 'nested';

function problemOf(condition: Condition, place: Place, found: Query[]): string | null {
    switch (condition.kind) {
        case 'semiJoin':
            found.push(condition.query);
            return place === 'or'
                ? "Semi join sub-selects are not allowed with the 'OR' operator"
                : place === 'nested'
                  ? 'Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.'
                  : null;
        case 'and':
        case 'or': {
            // Below an OR an AND may hold one: `(a AND b) OR (a AND Id IN (…))` is the known way out.
            const inside: Place = condition.kind === 'and' ? 'and' : place === 'top' ? 'or' : 'nested';
            for (const part of condition.conditions) {
                const problem = problemOf(part, inside, found);
                if (problem) {
                    return problem;
                }
            }
            return null;
        }
        case 'not':
            return problemOf(condition.condition, place, found);
        default:
            return null;
    }
}

function hasSemiJoin(condition: Condition): boolean {
    switch (condition.kind) {
        case 'semiJoin':
            return true;
        case 'and':
        case 'or':
            return condition.conditions.some(hasSemiJoin);
        case 'not':
            return hasSemiJoin(condition.condition);
        default:
            return false;
    }
}
