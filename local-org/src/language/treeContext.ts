import type { Antlr } from './antlr.ts';
import type { Position, SyntaxProblem } from './ast.ts';
import type { Query, SoslQuery } from './soqlAst.ts';

export type FoundQuery = { kind: 'soql'; query: Query } | { kind: 'sosl'; query: SoslQuery };

/** What the builders share while one file is turned into a syntax tree. */
export interface TreeContext {
    text: string;
    problems: SyntaxProblem[];
    positionAt(offset: number): Position;
    /** The queries of the file by the offset of their bracket; null for one that could not be read. */
    queries: Map<number, FoundQuery | null>;
}

/** The tree has a hole where the parser recovered from a syntax error; that error has been reported already. */
export class BrokenTree extends Error {
    override name = 'BrokenTree';
}

/** A child that a sound tree must have. */
export function required<T>(child: T | null | undefined): T {
    if (child === null || child === undefined) throw new BrokenTree('the tree is incomplete');
    return child;
}

export function positionOf(token: Antlr.Token): Position {
    return { line: token.line, column: token.column + 1 };
}

/** Where a rule starts. */
export function startOf(rule: Antlr.ParserRuleContext): Position {
    return positionOf(required(rule).start);
}

/** Where a rule ends: its last token, usually a closing brace. */
export function endOf(rule: Antlr.ParserRuleContext): Position {
    return positionOf(required(rule.stop));
}

/** The text of a rule that is one token: an identifier, a keyword. */
export function textOf(rule: Antlr.ParserRuleContext): string {
    const token = required(rule).start;
    if (rule.exception || token.tokenIndex < 0) throw new BrokenTree('no identifier');
    return token.text;
}
