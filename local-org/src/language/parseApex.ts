import type { Antlr } from './antlr.ts';
import { loadAntlr } from './antlr.ts';
import type { CompilationUnit, SyntaxProblem } from './ast.ts';
import { attempt, typeDeclaration } from './declarationTree.ts';
import { lexerListener, ParserReports } from './problemListener.ts';
import { takeOutQueries } from './queryTokens.ts';
import { lineIndex } from './lineIndex.ts';
import { checkTokens } from './tokenProblems.ts';
import type { TreeContext } from './treeContext.ts';
import { required } from './treeContext.ts';
import { triggerDeclaration } from './triggerTree.ts';

/**
 * Reads one Apex file into its syntax tree. Never throws: what is wrong with the text stands in `problems`, with
 * 1-based positions and Salesforce's wording, and what could be read around it is still in the tree.
 */
export function parseApex(fileName: string, text: string, kind: 'class' | 'trigger'): CompilationUnit {
    const file: TreeContext = { text, problems: [], positionAt: lineIndex(text), queries: new Map() };
    const declaration = attempt(file, { line: 1, column: 1 }, () => {
        const tokens = tokensOf(file);
        checkTokens(tokens, file);
        const tree = treeOf(tokens, kind, file);
        return 'typeDeclaration' in tree ? typeDeclaration(required(tree.typeDeclaration()), file) : triggerDeclaration(tree, file);
    });
    return { fileName, declaration, problems: inOrder(file.problems) };
}

/** The tokens that the parser sees: no blanks, no comments, queries shrunk to their binds. */
function tokensOf(file: TreeContext): Antlr.Token[] {
    const { apex, antlr } = loadAntlr();
    const lexer = new apex.ApexLexer(new antlr.CharStream(file.text, false));
    lexer.removeErrorListeners();
    lexer.addErrorListener(lexerListener(file));
    const visible = lexer.getAllTokens().filter((token) => token.channel === antlr.Token.DEFAULT_CHANNEL);
    visible.push(lexer.emitEOF());
    return takeOutQueries(visible, file);
}

/**
 * ANTLR's default prediction mode: the faster SLL mode reports errors that are none. A file with syntax errors is
 * parsed a second time while watching how far the parser looks, which tells where the error really is.
 */
function treeOf(tokens: Antlr.Token[], kind: 'class' | 'trigger', file: TreeContext) {
    const run = (reports: ParserReports | null) => {
        const { apex } = loadAntlr();
        const stream = streamOf(tokens);
        reports?.watch(stream);
        const parser = new apex.ApexParser(stream);
        parser.removeErrorListeners();
        if (reports) parser.addErrorListener(reports.listener());
        const tree = kind === 'trigger' ? parser.triggerUnit() : parser.compilationUnit();
        return { tree, sound: (parser as unknown as { _syntaxErrors: number })._syntaxErrors === 0 };
    };
    const { tree, sound } = run(null);
    return sound ? tree : run(new ParserReports(file)).tree;
}

/** A token stream over tokens that have been read already. */
function streamOf(tokens: Antlr.Token[]): Antlr.CommonTokenStream {
    const { apex, antlr } = loadAntlr();
    tokens.forEach((token, index) => (token.tokenIndex = index));
    let next = 0;
    // The parser makes the tokens that it puts in for missing ones with the lexer's factory.
    const factory = (new apex.ApexLexer(new antlr.CharStream('')) as unknown as { _factory: unknown })._factory;
    const source = { nextToken: () => tokens[Math.min(next++, tokens.length - 1)], getSourceName: () => '', _factory: factory };
    return new antlr.CommonTokenStream(source as unknown as Antlr.Lexer);
}

/** By position, the first of each place. */
function inOrder(problems: SyntaxProblem[]): SyntaxProblem[] {
    const seen = new Set<string>();
    return problems
        .filter(({ line, column }) => {
            const key = `${line}:${column}`;
            return !seen.has(key) && seen.add(key);
        })
        .sort((a, b) => a.line - b.line || a.column - b.column);
}
