/**
 * Queries in Apex source. ANTLR says where a query and its binds stand; the query itself is read by the same
 * reader as dynamic text, so that both give one tree.
 */
import { loadAntlr } from './antlr.ts';
import type { Antlr, ApexTree } from './antlr.ts';
import type { Expression, Soql, Sosl } from './ast.ts';
import { expression } from './expressionTree.ts';
import { readQuery, readSosl, SoqlSyntaxError, SoqlUnsupportedError } from './parseSoql.ts';
import type { SoqlSource } from './soqlScanner.ts';
import type { TreeContext } from './treeContext.ts';
import { BrokenTree, required, startOf } from './treeContext.ts';

export function staticSoql(rule: ApexTree.SoqlLiteralContext, file: TreeContext): Soql {
    return reported(file, () => ({ kind: 'soql', at: startOf(rule), query: readQuery(sourceOf(rule, file)) }));
}

export function staticSosl(rule: ApexTree.SoslLiteralContext, file: TreeContext): Sosl {
    return reported(file, () => ({ kind: 'sosl', at: startOf(rule), query: readSosl(sourceOf(rule, file)) }));
}

/** Syntax errors of the query become problems of the file. */
function reported<T>(file: TreeContext, read: () => T): T {
    try {
        return read();
    } catch (error) {
        if (error instanceof SoqlSyntaxError) {
            const message = error.message.startsWith('Invalid') ? error.message : `Unexpected token '${error.token}'.`;
            file.problems.push({ ...error.at, message });
            throw new BrokenTree(error.message);
        }
        if (error instanceof SoqlUnsupportedError) {
            file.problems.push({ ...error.at, message: error.message, unsupported: true });
            throw new BrokenTree(error.message);
        }
        throw error;
    }
}

/** What stands between the brackets. */
function sourceOf(rule: Antlr.ParserRuleContext, file: TreeContext): SoqlSource {
    if (rule.exception) throw new BrokenTree('no query');
    const first = required(rule.start);
    const last = required(rule.stop);
    const binds = new Map<number, { expression: Expression; end: number }>();
    collectBinds(rule, file, binds);
    return {
        text: file.text,
        start: first.start + 1,
        end: last.start,
        positionAt: file.positionAt,
        bindAt: (offset) => binds.get(offset),
        comments: true
    };
}

function collectBinds(rule: Antlr.ParserRuleContext, file: TreeContext, binds: Map<number, { expression: Expression; end: number }>): void {
    const { apex } = loadAntlr();
    for (const child of rule.children ?? []) {
        if (child instanceof apex.BoundExpressionContext) {
            const value = expression(child.expression(), file);
            binds.set(child.start.start, { expression: value, end: required(child.stop).stop + 1 });
        } else if ('children' in child) {
            collectBinds(child as Antlr.ParserRuleContext, file, binds);
        }
    }
}
