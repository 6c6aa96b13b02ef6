/**
 * `switch on`: what may be switched on, and what each `when` may say.
 */
import type { Expression, Switch, WhenLabel } from '../../language/ast.ts';
import { isAssignable } from '../assignable.ts';
import { findField } from '../members.ts';
import { resolveType } from '../resolveType.ts';
import { ERROR, STRING, isEnum, isPrimitive, sameType, typeName } from '../typeName.ts';
import type { ApexType, LocalSymbol } from '../types.ts';
import type { Context } from './context.ts';
import { declareLocal, innerScope, report } from './context.ts';
import { checkExpression, convert, placeOf } from './expressions.ts';
import { checkStatements } from './statements.ts';

export function checkSwitch(context: Context, statement: Switch): void {
    const subject = checkExpression(context, statement.subject);
    const on = kindOf(subject);
    if (!on && subject.kind !== 'error') {
        report(context, placeOf(statement.subject), `${typeName(subject)} is not a valid switch expression type`);
    }
    statement.on = on ?? 'primitive';
    if (statement.whens.length === 0) {
        report(context, statement.at, 'Switch statement requires at least one when block');
    }
    const seen = new Set<string>();
    const once = (key: string, shown: string, at = statement.at): void => {
        if (seen.has(key)) {
            report(context, at, `${shown} occurs as more than one when branch for this switch statement`);
        }
        seen.add(key);
    };
    statement.locals = statement.whens.map(({ label, body }, index) => {
        const inner = innerScope(context);
        let local: LocalSymbol | null = null;
        if (label.kind === 'else') {
            if (index < statement.whens.length - 1) {
                report(context, statement.at, "'when else' must be the last when block");
            }
        } else if (label.kind === 'type') {
            local = checkTypeLabel(inner, label, subject, on, once);
        } else if (on || subject.kind === 'error') {
            label.values.forEach((value) => checkValue(context, statement, value, subject, on, once));
        }
        checkStatements(inner, body.statements);
        return local;
    });
}

type Once = (key: string, shown: string, at?: { line: number; column: number }) => void;

function kindOf(type: ApexType): Switch['on'] | null {
    if (isPrimitive(type, 'Integer', 'Long', 'String')) {
        return 'primitive';
    }
    if (isEnum(type)) {
        return 'enum';
    }
    return type.kind === 'sobject' && type.schema === null && type.name === 'SObject' ? 'sobjectType' : null;
}

function checkTypeLabel(
    context: Context,
    label: WhenLabel & { kind: 'type' },
    subject: ApexType,
    on: Switch['on'] | null,
    once: Once
): LocalSymbol {
    const type = resolveType(context.universe, label.type, context.symbol, context.fileName);
    const local = declareLocal(context, label.nameAt, label.name, type);
    if (!on || type.kind === 'error') {
        return local;
    }
    if (type.kind === 'sobject' && sameType(type, subject)) {
        report(context, label.nameAt, `${typeName(type)} in the when expression is already matching the switch expression type`);
    } else if (on !== 'sobjectType') {
        report(context, label.nameAt, `${typeName(type)} cannot be a when type variable block`);
    } else if (type.kind !== 'sobject') {
        report(
            context,
            label.nameAt,
            `${typeName(type)} value in when expression cannot be implicitly converted to the ${typeName(subject)} type in switch expression`
        );
    } else {
        once(typeName(type), typeName(type), label.nameAt);
    }
    return local;
}

function checkValue(context: Context, statement: Switch, value: Expression, subject: ApexType, on: Switch['on'] | null, once: Once): void {
    if (isNull(value)) {
        checkExpression(context, value);
        once('null', 'null');
        return;
    }
    if (on === 'sobjectType') {
        report(context, statement.at, "Switching on SObject types must be a 'when type variable' or 'when null'");
        return;
    }
    if (value.kind === 'name' && on === 'enum') {
        checkEnumLabel(context, value, subject, once);
        return;
    }
    if (value.kind === 'name' || value.kind === 'member') {
        const isConstant = value.kind === 'name' && findField(context.symbol, value.name)?.isStatic;
        if (value.kind === 'member') {
            const type = checkExpression(context, value);
            report(
                context,
                value.at,
                isEnum(type) ? "Enum value used in 'when expression' should be unqualified" : 'Field must be an enum reference'
            );
        } else {
            value.staticType = ERROR;
            report(context, value.at, isConstant ? 'Field must be an enum reference' : `Variable does not exist: ${value.name}`);
        }
        return;
    }
    const type = checkExpression(context, value);
    const text = literalText(value);
    if (text === null) {
        report(context, placeOf(value), 'When clause must be a literal or a non null constant literal: {0}');
        return;
    }
    if (type.kind === 'error' || subject.kind === 'error') {
        return;
    }
    if (!isAssignable(context.universe, type, subject) || on === 'enum') {
        report(
            context,
            statement.at,
            `${typeName(type)} value in when expression cannot be implicitly converted to the ${typeName(subject)} type in switch expression`
        );
        return;
    }
    convert(value, type, subject);
    once(sameType(type, STRING) ? `'${text}'` : text, text);
}

function checkEnumLabel(context: Context, value: Expression & { kind: 'name' }, subject: ApexType, once: Once): void {
    const constants = subject.kind === 'user' ? subject.symbol.enumConstants : subject.kind === 'library' ? subject.type.enumConstants : [];
    const constant = constants.find((name) => name.toLowerCase() === value.name.toLowerCase());
    value.staticType = subject;
    if (!constant) {
        report(context, value.at, `Variable does not exist: ${value.name}`);
        return;
    }
    if (subject.kind === 'user') {
        value.resolved = { kind: 'userEnumConstant', type: subject.symbol, name: constant };
    } else if (subject.kind === 'library') {
        value.resolved = { kind: 'libraryEnumConstant', type: subject.type, name: constant };
    }
    once(constant, constant);
}

function isNull(value: Expression): boolean {
    return value.kind === 'literal' && value.literal === 'null';
}

/** The text of a literal, sign included; null for anything else. */
function literalText(value: Expression): string | null {
    if (value.kind === 'literal') {
        return value.text;
    }
    if (value.kind === 'unary' && !value.postfix && (value.operator === '-' || value.operator === '+')) {
        const text = literalText(value.operand);
        return text === null ? null : value.operator === '+' ? text : text.startsWith('-') ? text.slice(1) : `-${text}`;
    }
    return null;
}
