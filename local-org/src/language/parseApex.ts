import { loadAntlr } from './antlr.ts';
import type { CompilationUnit, SyntaxProblem } from './ast.ts';
import { attempt, typeDeclaration } from './declarationTree.ts';
import { ProblemListener } from './problemListener.ts';
import { checkTokens } from './tokenProblems.ts';
import type { TreeContext } from './treeContext.ts';
import { required } from './treeContext.ts';
import { triggerDeclaration } from './triggerTree.ts';

/**
 * Reads one Apex file into its syntax tree. Never throws: what is wrong with the text stands in `problems`, with
 * 1-based positions and Salesforce's wording, and what could be read around it is still in the tree.
 */
export function parseApex(fileName: string, text: string, kind: 'class' | 'trigger'): CompilationUnit {
    const file: TreeContext = { text, problems: [], positionAt: positionsIn(text) };
    const declaration = attempt(file, { line: 1, column: 1 }, () => {
        const { apex, antlr } = loadAntlr();
        const listener = new ProblemListener(file);
        const lexer = new apex.ApexLexer(new antlr.CharStream(text, false));
        lexer.removeErrorListeners();
        lexer.addErrorListener(listener.forLexer());
        const tokens = new antlr.CommonTokenStream(lexer);
        const parser = new apex.ApexParser(tokens);
        parser.removeErrorListeners();
        parser.addErrorListener(listener.forParser());
        if (kind === 'trigger') {
            const tree = parser.triggerUnit();
            checkTokens(tokens, file);
            return triggerDeclaration(tree, file);
        }
        const tree = parser.compilationUnit();
        checkTokens(tokens, file);
        return typeDeclaration(required(tree.typeDeclaration()), file);
    });
    return { fileName, declaration, problems: inOrder(file.problems) };
}

/** By position, each once. */
function inOrder(problems: SyntaxProblem[]): SyntaxProblem[] {
    const seen = new Set<string>();
    return problems
        .filter(({ line, column, message }) => {
            const key = `${line}:${column}:${message}`;
            return !seen.has(key) && seen.add(key);
        })
        .sort((a, b) => a.line - b.line || a.column - b.column);
}

/** 1-based line and column of an offset; ANTLR counts lines by \n alone, so do we. */
function positionsIn(text: string): (offset: number) => { line: number; column: number } {
    let starts: number[] | undefined;
    return (offset) => {
        if (starts === undefined) {
            starts = [0];
            for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
        }
        let low = 0;
        let high = starts.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if ((starts[middle] ?? 0) <= offset) low = middle;
            else high = middle - 1;
        }
        return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    };
}
