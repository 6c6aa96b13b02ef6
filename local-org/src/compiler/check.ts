/**
 * The checker's door: declares a project and checks every file of it.
 */
import type { Schema } from '../schema/model.ts';
import type { Problem } from './annotations.ts';
import { checkType } from './check/declarations.ts';
import { declareProject } from './declare.ts';
import type { SourceUnit } from './declare.ts';
import type { Library } from './library.ts';
import type { TypeSymbol } from './types.ts';
import { Universe } from './universe.ts';

export interface CheckInput {
    units: readonly SourceUnit[];
    schema: Schema;
    library: Library;
    /** Names of the project's custom labels; null: not known, every label exists. */
    labels: ReadonlySet<string> | null;
}

export interface CheckResult {
    /** Top-level types and triggers, one per unit that could be read, in the order of the units. */
    symbols: TypeSymbol[];
    /** Every problem of every file, by file, line and column. */
    problems: Problem[];
    universe: Universe;
}

/**
 * Checks a whole project and annotates its syntax trees (see annotations.ts). Problems of the syntax pass through;
 * a file with problems still has its symbols, so that the others are checked against it.
 */
export function checkProject({ units, schema, library, labels }: CheckInput): CheckResult {
    const universe = new Universe(schema, library, labels);
    for (const { unit } of units) {
        for (const { line, column, message } of unit.problems) {
            universe.report(unit.fileName, { line, column }, message);
        }
    }
    const symbols = declareProject(universe, units);
    const broken = new Set(units.filter(({ unit }) => unit.problems.length > 0).map(({ unit }) => unit.fileName));
    for (const symbol of symbols) {
        // What follows from a syntax error says nothing: the tree has holes.
        if (!broken.has(symbol.fileName)) {
            checkType(universe, symbol);
        }
    }
    return { symbols, problems: universe.problems.sort(byPlace), universe };
}

function byPlace(a: Problem, b: Problem): number {
    return (a.fileName < b.fileName ? -1 : a.fileName > b.fileName ? 1 : 0) || a.line - b.line || a.column - b.column;
}
