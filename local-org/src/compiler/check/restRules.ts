/** What Apex REST asks of a class and its methods. Messages: Salesforce's compiler; types: Apex Developer Guide, Apex REST Methods. */
import type { Annotation, TypeDeclaration } from '../../language/ast.ts';
import { typeName } from '../typeName.ts';
import type { ApexType, MethodSymbol, TypeSymbol } from '../types.ts';
import { find, HTTP, KNOWN } from './annotationNames.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';

/** These have no body to read parameters from. */
const WITHOUT_BODY = ['httpdelete', 'httpget'];

export function checkRestClass(context: Context, symbol: TypeSymbol, declaration: TypeDeclaration): void {
    const rest = find(declaration.annotations, 'restresource');
    if (!rest) {
        return;
    }
    if (symbol.outer) {
        report(context, declaration.nameAt, 'RestResource can only be used on a top level type');
    }
    if (!symbol.modifiers.has('global')) {
        report(context, declaration.nameAt, 'RestResource classes must be declared as global');
    }
    const problem = urlProblem(rest);
    if (problem) {
        report(context, rest.at, problem);
    }
}

function urlProblem({ params }: Annotation): string | null {
    const url = params['urlmapping'];
    if (url === undefined) {
        return 'Required property is missing: urlMapping';
    }
    if (url === '') {
        return 'Rest Resource url cannot be empty';
    }
    if (url.length > 255) {
        return 'Rest Resource url cannot be longer than 255 characters';
    }
    if (!url.startsWith('/')) {
        return "Rest Resource url must begin with a forward slash, '/'";
    }
    if (/[^/]\*/.test(url)) {
        return "Rest Resource url wildcard, '*', must be preceded by a forward slash, '/'";
    }
    return /\*[^/]/.test(url)
        ? "Rest Resource url wildcard, '*', must be followed by a forward slash, '/', or be the last character"
        : null;
}

export function checkRestMethod(context: Context, method: MethodSymbol): void {
    for (const name of HTTP.filter((each) => find(method.annotations, each))) {
        const at = method.declaration.nameAt;
        const shown = KNOWN[name]!.name;
        if (!method.modifiers.has('global')) {
            report(context, at, `${shown} methods must be declared as global`);
        }
        if (!method.isStatic) {
            report(context, at, `${shown} methods must be declared as static`);
        }
        if (WITHOUT_BODY.includes(name) && method.parameters.length > 0) {
            report(context, at, `${shown} methods do not support parameters`);
            continue;
        }
        for (const { type } of method.parameters) {
            if (!travels(type)) {
                report(context, at, `${shown} methods do not support parameter type of ${typeName(type)}`);
            }
        }
        if (!travels(method.returns)) {
            report(context, at, `${shown} methods do not support return type of ${typeName(method.returns)}`);
        }
    }
}

/** Primitives but Blob, records, lists, maps with String keys, types of one's own. */
function travels(type: ApexType): boolean {
    switch (type.kind) {
        case 'primitive':
            return type.name !== 'Object' && type.name !== 'Blob';
        case 'list':
            return isAny(type.element) || travels(type.element);
        case 'map':
            return type.key.kind === 'primitive' && type.key.name === 'String' && (isAny(type.value) || travels(type.value));
        case 'set':
            return false;
        default:
            return true;
    }
}

/** Object is refused alone, not as the element of a collection. */
function isAny(type: ApexType): boolean {
    return type.kind === 'primitive' && type.name === 'Object';
}
