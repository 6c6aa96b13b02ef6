/**
 * Which modifiers may stand where.
 */
import type {
    ConstructorDeclaration,
    FieldDeclaration,
    MethodDeclaration,
    Modifier,
    PropertyDeclaration,
    TypeDeclaration
} from '../../language/ast.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';

export type Place = 'fields' | 'properties' | 'methods' | 'constructors';

const SCOPES: readonly Modifier[] = ['public', 'private', 'protected', 'global'];
const ALLOWED: Record<Place, ReadonlySet<Modifier>> = {
    fields: new Set<Modifier>([...SCOPES, 'static', 'final', 'transient', 'webservice']),
    properties: new Set<Modifier>([...SCOPES, 'static', 'final', 'transient', 'virtual', 'abstract', 'override', 'webservice']),
    methods: new Set<Modifier>([...SCOPES, 'static', 'abstract', 'virtual', 'override', 'webservice', 'testmethod', 'final']),
    constructors: new Set<Modifier>(SCOPES)
};
/** From this API version on, abstract and overriding methods say who may call them. */
const EXPLICIT_SCOPE_SINCE = 65;

export function checkTypeModifiers(context: Context, declaration: TypeDeclaration): void {
    const { symbol } = context;
    const { modifiers } = symbol;
    checkTwice(context, declaration);
    if (!symbol.outer) {
        const isTest = declaration.annotations.some((annotation) => annotation.name.toLowerCase() === 'istest');
        if (!modifiers.has('public') && !modifiers.has('global') && !isTest) {
            report(context, declaration.nameAt, 'Top-level type must have public or global visibility');
        }
    }
    const plural = { class: 'classes', interface: 'interfaces', enum: 'enums' }[declaration.kind];
    for (const modifier of ['static', 'transient', 'override', 'testmethod', 'webservice'] as const) {
        if (modifiers.has(modifier)) {
            report(context, declaration.nameAt, `${modifier} is not allowed on ${plural}`);
        }
    }
    if (modifiers.has('final') && declaration.kind === 'class') {
        report(context, declaration.nameAt, 'classes are by default final');
    }
    if (modifiers.has('global') && symbol.outer && !symbol.outer.modifiers.has('global')) {
        report(context, declaration.nameAt, `Defining type for global ${plural} must be declared as global`);
    }
}

function checkTwice(context: Context, declaration: { nameAt: { line: number; column: number }; modifiers: Modifier[] }): void {
    const seen = new Set<Modifier>();
    for (const modifier of declaration.modifiers) {
        if (seen.has(modifier)) {
            report(context, declaration.nameAt, `Duplicate modifier: ${modifier}`);
        }
        seen.add(modifier);
    }
    if (SCOPES.filter((scope) => seen.has(scope)).length > 1) {
        report(context, declaration.nameAt, 'Declarations can only have one scope');
    }
}

export function checkModifiers(
    context: Context,
    place: Place,
    member: FieldDeclaration | PropertyDeclaration | MethodDeclaration | ConstructorDeclaration
): void {
    const { symbol } = context;
    const at = member.nameAt;
    const has = (modifier: Modifier): boolean => member.modifiers.includes(modifier);
    checkTwice(context, member);
    for (const modifier of new Set(member.modifiers)) {
        if (!ALLOWED[place].has(modifier)) {
            report(context, at, `${modifier} is not allowed on ${place}`);
        }
    }
    if (has('static') && symbol.outer && place !== 'constructors') {
        report(context, at, `static can only be used on ${place} of a top level type`);
    }
    if (has('global') && symbol.kind !== 'trigger' && !symbol.modifiers.has('global')) {
        report(context, at, `Defining type for global ${place} must be declared as global`);
    }
    if (has('webservice') && !symbol.modifiers.has('global')) {
        report(context, at, `Defining type for webService ${place} must be declared as global`);
    }
    if (place === 'methods' && symbol.kind === 'class') {
        checkMethodModifiers(context, member as MethodDeclaration, has);
    }
}

function checkMethodModifiers(context: Context, member: MethodDeclaration, has: (modifier: Modifier) => boolean): void {
    const { symbol } = context;
    const at = member.nameAt;
    if (has('final')) {
        report(context, at, 'methods are by default final');
    }
    if (has('abstract') && !symbol.modifiers.has('abstract')) {
        report(context, at, 'Defining type for abstract methods must be declared as abstract');
    }
    if (has('static')) {
        for (const modifier of ['abstract', 'virtual', 'override'] as const) {
            if (has(modifier)) {
                report(context, at, `static methods cannot be ${modifier}`);
            }
        }
    }
    const isOpen = symbol.modifiers.has('virtual') || symbol.modifiers.has('abstract');
    if (has('protected') && !isOpen && !has('override')) {
        report(context, at, 'New protected methods cannot be defined in non-virtual classes');
    }
    if (symbol.apiVersion >= EXPLICIT_SCOPE_SINCE) {
        for (const modifier of ['abstract', 'override'] as const) {
            if (has(modifier) && !has('public') && !has('protected') && !has('global')) {
                report(context, at, `${modifier} methods require at least one of the following global, public, protected`);
            }
        }
    }
}
