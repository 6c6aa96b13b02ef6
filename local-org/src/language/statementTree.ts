/** Statements: parse tree → syntax tree. */
import type { ApexTree } from './antlr.ts';
import type { Block, Dml, DmlOperation, For, LocalVariables, Statement, Switch, Try, WhenLabel } from './ast.ts';
import { modifiersOf } from './modifierTree.ts';
import { expression, expressionList } from './expressionTree.ts';
import type { TreeContext } from './treeContext.ts';
import { BrokenTree, endOf, positionOf, required, startOf, textOf } from './treeContext.ts';
import { qualifiedType, typeRef } from './typeTree.ts';
import { whenLabel } from './switchTree.ts';

type DmlRule =
    | ApexTree.InsertStatementContext
    | ApexTree.UpdateStatementContext
    | ApexTree.DeleteStatementContext
    | ApexTree.UndeleteStatementContext
    | ApexTree.UpsertStatementContext
    | ApexTree.MergeStatementContext;

export function block(rule: ApexTree.BlockContext, file: TreeContext): Block {
    const statements = required(rule)
        .statement_list()
        .map((item) => statement(item, file));
    return { kind: 'block', at: startOf(rule), statements, end: endOf(rule) };
}

/** A statement rule has exactly one child: the rule of its kind. */
export function statement(rule: ApexTree.StatementContext, file: TreeContext): Statement {
    const child = required(rule).children?.[0] as ApexTree.StatementContext | undefined;
    const name = required(child).constructor.name;
    const build = BUILDERS[name];
    if (build === undefined) throw new BrokenTree(`no statement: ${name}`);
    return build(child as never, file);
}

const BUILDERS: Record<string, (rule: never, file: TreeContext) => Statement> = {
    BlockContext: block,
    IfStatementContext: ifStatement,
    SwitchStatementContext: switchStatement,
    ForStatementContext: forStatement,
    WhileStatementContext: (rule: ApexTree.WhileStatementContext, file: TreeContext): Statement => ({
        kind: 'while',
        at: startOf(rule),
        condition: expression(required(rule.parExpression()).expression(), file),
        body: body(rule, file)
    }),
    DoWhileStatementContext: (rule: ApexTree.DoWhileStatementContext, file: TreeContext): Statement => ({
        kind: 'doWhile',
        at: startOf(rule),
        body: block(rule.block(), file),
        condition: expression(required(rule.parExpression()).expression(), file)
    }),
    TryStatementContext: tryStatement,
    ReturnStatementContext: (rule: ApexTree.ReturnStatementContext, file: TreeContext): Statement => {
        const value = rule.expression();
        return { kind: 'return', at: startOf(rule), value: value ? expression(value, file) : null };
    },
    ThrowStatementContext: (rule: ApexTree.ThrowStatementContext, file: TreeContext): Statement => ({
        kind: 'throw',
        at: startOf(rule),
        value: expression(rule.expression(), file)
    }),
    BreakStatementContext: (rule: ApexTree.BreakStatementContext): Statement => ({ kind: 'break', at: startOf(rule) }),
    ContinueStatementContext: (rule: ApexTree.ContinueStatementContext): Statement => ({ kind: 'continue', at: startOf(rule) }),
    InsertStatementContext: (rule: ApexTree.InsertStatementContext, file: TreeContext) => dml('insert', rule, rule.expression(), file),
    UpdateStatementContext: (rule: ApexTree.UpdateStatementContext, file: TreeContext) => dml('update', rule, rule.expression(), file),
    DeleteStatementContext: (rule: ApexTree.DeleteStatementContext, file: TreeContext) => dml('delete', rule, rule.expression(), file),
    UndeleteStatementContext: (rule: ApexTree.UndeleteStatementContext, file: TreeContext) =>
        dml('undelete', rule, rule.expression(), file),
    UpsertStatementContext: (rule: ApexTree.UpsertStatementContext, file: TreeContext): Statement => ({
        ...dml('upsert', rule, rule.expression(), file),
        externalId: rule.qualifiedName()?.id_list().map(textOf) ?? null
    }),
    MergeStatementContext: (rule: ApexTree.MergeStatementContext, file: TreeContext): Statement => ({
        ...dml('merge', rule, rule.expression(0), file),
        duplicates: expression(rule.expression(1), file)
    }),
    RunAsStatementContext: runAs,
    LocalVariableDeclarationStatementContext: (rule: ApexTree.LocalVariableDeclarationStatementContext, file: TreeContext): Statement =>
        localVariables(rule.localVariableDeclaration(), file),
    ExpressionStatementContext: (rule: ApexTree.ExpressionStatementContext, file: TreeContext): Statement => ({
        kind: 'expressionStatement',
        at: startOf(rule),
        expression: expression(rule.expression(), file)
    })
};

function dml(operation: DmlOperation, rule: DmlRule, value: ApexTree.ExpressionContext, file: TreeContext): Dml {
    const level = rule.accessLevel();
    const access = level ? (level.USER() ? 'user' : 'system') : null;
    return { kind: 'dml', at: startOf(rule), operation, access, value: expression(value, file), externalId: null, duplicates: null };
}

function localVariables(rule: ApexTree.LocalVariableDeclarationContext, file: TreeContext): LocalVariables {
    const declarators = required(required(rule).variableDeclarators())
        .variableDeclarator_list()
        .map((declarator) => {
            const initializer = declarator.expression();
            return {
                at: startOf(declarator),
                name: textOf(declarator.id()),
                initializer: initializer ? expression(initializer, file) : null
            };
        });
    const { modifiers } = modifiersOf(rule.modifier_list(), file);
    return { kind: 'localVariables', at: startOf(rule), modifiers, type: typeRef(rule.typeRef()), declarators };
}

function ifStatement(rule: ApexTree.IfStatementContext, file: TreeContext): Statement {
    const otherwise = rule.ELSE() ? statement(rule.statement(1), file) : null;
    return {
        kind: 'if',
        at: startOf(rule),
        condition: expression(required(rule.parExpression()).expression(), file),
        then: statement(rule.statement(0), file),
        otherwise
    };
}

/** The body of a loop; `for (…);` has an empty one. */
function body(rule: ApexTree.ForStatementContext | ApexTree.WhileStatementContext, file: TreeContext): Statement {
    const child = rule.statement();
    if (child) return statement(child, file);
    const at = positionOf(required(rule.SEMI()).symbol);
    return { kind: 'block', at, statements: [], end: at };
}

function forStatement(rule: ApexTree.ForStatementContext, file: TreeContext): Statement {
    const control = required(rule.forControl());
    const each = control.enhancedForControl();
    const at = startOf(rule);
    if (each) {
        return {
            kind: 'forEach',
            at,
            type: typeRef(each.typeRef()),
            nameAt: startOf(each.id()),
            name: textOf(each.id()),
            iterable: expression(each.expression(), file),
            body: body(rule, file)
        };
    }
    const condition = control.expression();
    // Salesforce takes several initialisers, but one update.
    const comma = control.forUpdate()?.expressionList()?.COMMA(0);
    if (comma) file.problems.push({ ...positionOf(comma.symbol), message: "Expecting ')' but was: ','" });
    return {
        kind: 'for',
        at,
        init: forInit(control.forInit(), file),
        condition: condition ? expression(condition, file) : null,
        update: expressionList(control.forUpdate()?.expressionList() ?? null, file),
        body: body(rule, file)
    };
}

function forInit(rule: ApexTree.ForInitContext | null, file: TreeContext): For['init'] {
    if (!rule) return null;
    const variables = rule.localVariableDeclaration();
    return variables ? localVariables(variables, file) : expressionList(rule.expressionList(), file);
}

function tryStatement(rule: ApexTree.TryStatementContext, file: TreeContext): Try {
    const last = rule.finallyBlock();
    return {
        kind: 'try',
        at: startOf(rule),
        body: block(rule.block(), file),
        catches: rule.catchClause_list().map((clause) => ({
            at: startOf(clause),
            type: qualifiedType(required(clause.qualifiedName())),
            nameAt: startOf(required(clause.id())),
            name: textOf(clause.id()),
            body: block(clause.block(), file)
        })),
        finallyBlock: last ? block(last.block(), file) : null
    };
}

function switchStatement(rule: ApexTree.SwitchStatementContext, file: TreeContext): Switch {
    return {
        kind: 'switch',
        at: startOf(rule),
        subject: expression(rule.expression(), file),
        whens: rule.whenControl_list().map((control): { label: WhenLabel; body: Block } => ({
            label: whenLabel(required(control.whenValue())),
            body: block(control.block(), file)
        }))
    };
}

function runAs(rule: ApexTree.RunAsStatementContext, file: TreeContext): Statement {
    const args = expressionList(rule.expressionList(), file);
    const user = args[0];
    if (user === undefined || args.length > 1) {
        const message = 'Method does not exist or incorrect signature: System.runAs takes one argument';
        file.problems.push({ ...startOf(rule), message });
        throw new BrokenTree(message);
    }
    return { kind: 'runAs', at: startOf(rule), user, body: block(rule.block(), file) };
}
