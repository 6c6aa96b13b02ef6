/** GROUP BY ROLLUP and CUBE: SQLite knows neither, so each grouping set is a SELECT of its own. */
import type { GroupBy } from '../../language/soqlAst.ts';

/** The grouping sets, the finest first: `true` where the group takes part. */
export function groupingSets(kind: GroupBy['kind'], groups: number): boolean[][] {
    if (kind === 'plain') {
        return [Array.from({ length: groups }, () => true)];
    }
    const sets: boolean[][] = [];
    for (let mask = (1 << groups) - 1; mask >= 0; mask--) {
        const set = Array.from({ length: groups }, (_, group) => (mask & (1 << (groups - 1 - group))) !== 0);
        // ROLLUP drops groups from the end only.
        if (kind === 'cube' || set.every((member, group) => !member || group === 0 || set[group - 1])) {
            sets.push(set);
        }
    }
    return sets;
}

/** An expression of the SELECT list in one set: groups that do not take part are null, GROUPING says so with 1. */
export function inSet(sql: string, groups: readonly string[], set: readonly boolean[]): string {
    const place = groups.indexOf(sql);
    if (place >= 0) {
        return set[place] ? sql : 'NULL';
    }
    const grouping = /^GROUPING\((.*)\)$/.exec(sql);
    if (grouping) {
        return set[groups.indexOf(grouping[1]!)] === false ? '1' : '0';
    }
    return sql;
}
