import assert from 'node:assert/strict';
import type { Expression, Member, Statement } from '../../src/language/ast.ts';
import { parseApex } from '../../src/language/parseApex.ts';

/** The members of a class with this body, which must be without problems. */
export function members(body: string): Member[] {
    const { declaration, problems } = parseApex('Sample.cls', `class Sample { ${body} }`, 'class');
    assert.deepEqual(problems, [], body);
    assert.equal(declaration?.kind, 'class');
    return declaration.members;
}

/** The statements of a method with this body, which must be without problems. */
export function statements(body: string): Statement[] {
    const [method] = members(`void run() { ${body} }`);
    assert.equal(method?.kind, 'method');
    return method.body?.statements ?? [];
}

export function expression(text: string): Expression {
    const [statement] = statements(`x = ${text};`);
    assert.equal(statement?.kind, 'expressionStatement');
    assert.equal(statement.expression.kind, 'assign');
    return statement.expression.value;
}

const PLACES = new Set(['at', 'nameAt', 'objectAt', 'end']);

/** A tree without its positions. */
export function bare(node: unknown): unknown {
    if (Array.isArray(node)) return node.map(bare);
    if (node === null || typeof node !== 'object') return node;
    return Object.fromEntries(
        Object.entries(node)
            .filter(([key]) => !PLACES.has(key))
            .map(([key, value]) => [key, bare(value)])
    );
}

export function problems(text: string, kind: 'class' | 'trigger' = 'class'): string[] {
    return parseApex('Sample.cls', text, kind).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

/** A type as text: `Map<Id,List<Account>>`. */
export function typeText(type: { name: string[]; args: unknown[] } | null): string {
    if (type === null) return 'void';
    const args = type.args.map((arg) => typeText(arg as { name: string[]; args: unknown[] }));
    return type.name.join('.') + (args.length > 0 ? `<${args.join(',')}>` : '');
}

/** An expression with all its parentheses. */
export function grouped(node: Expression): string {
    switch (node.kind) {
        case 'name':
            return node.name;
        case 'literal':
            return node.literal === 'string' ? `'${node.text}'` : node.text;
        case 'member':
            return `${grouped(node.target)}${node.safe ? '?.' : '.'}${node.name}`;
        case 'index':
            return `${grouped(node.target)}[${grouped(node.index)}]`;
        case 'call':
            return `${node.target ? grouped(node.target) + (node.safe ? '?.' : '.') : ''}${node.name}(${node.args.map(grouped).join(', ')})`;
        case 'constructorCall':
            return `${node.which}(${node.args.map(grouped).join(', ')})`;
        case 'this':
        case 'super':
            return node.kind;
        case 'unary':
            return node.postfix ? `(${grouped(node.operand)} ${node.operator})` : `(${node.operator} ${grouped(node.operand)})`;
        case 'binary':
            return `(${grouped(node.left)} ${node.operator} ${grouped(node.right)})`;
        case 'assign':
            return `(${grouped(node.target)} ${node.operator} ${grouped(node.value)})`;
        case 'ternary':
            return `(${grouped(node.condition)} ? ${grouped(node.then)} : ${grouped(node.otherwise)})`;
        case 'instanceOf':
            return `(${grouped(node.value)} instanceof ${typeText(node.type)})`;
        case 'cast':
            return `((${typeText(node.type)}) ${grouped(node.value)})`;
        case 'classLiteral':
            return `${typeText(node.type)}.class`;
        case 'newObject':
            return `new ${typeText(node.type)}(${node.args.map(grouped).join(', ')})`;
        case 'newSObject':
            return `new ${typeText(node.type)}(${node.fields.map((field) => `${field.name} = ${grouped(field.value)}`).join(', ')})`;
        case 'newCollection':
            return `new ${typeText(node.type)}{${node.elements.map(grouped).join(', ')}}`;
        case 'newMap':
            return `new ${typeText(node.type)}{${node.entries.map((entry) => `${grouped(entry.key)} => ${grouped(entry.value)}`).join(', ')}}`;
        case 'newArray':
            return `new ${typeText(node.type)}[${grouped(node.size)}]`;
        case 'soql':
        case 'sosl':
            return `<${node.kind}>`;
    }
}
