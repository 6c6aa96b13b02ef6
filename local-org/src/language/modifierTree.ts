/** Modifiers and annotations. */
import type { ApexTree } from './antlr.ts';
import type { Annotation, Modifier } from './ast.ts';
import { literal } from './expressionTree.ts';
import type { TreeContext } from './treeContext.ts';
import { BrokenTree, required, startOf, textOf } from './treeContext.ts';

export function modifiersOf(rules: ApexTree.ModifierContext[], file: TreeContext): { annotations: Annotation[]; modifiers: Modifier[] } {
    const annotations: Annotation[] = [];
    const modifiers: Modifier[] = [];
    for (const rule of rules) {
        const written = rule.annotation();
        if (written) annotations.push(annotation(written, file));
        else modifiers.push(modifier(rule));
    }
    return { annotations, modifiers };
}

function modifier(rule: ApexTree.ModifierContext): Modifier {
    const first = required(rule.start).text.toLowerCase();
    if (rule.exception) throw new BrokenTree('no modifier');
    return (rule.SHARING() ? `${first} sharing` : first) as Modifier;
}

function annotation(rule: ApexTree.AnnotationContext, file: TreeContext): Annotation {
    const params: Record<string, string> = {};
    for (const pair of rule.elementValuePairs()?.elementValuePair_list() ?? []) {
        params[textOf(pair.id()).toLowerCase()] = valueOf(pair.elementValue(), file);
    }
    const single = rule.elementValue();
    if (single) params['value'] = valueOf(single, file);
    return { at: startOf(rule), name: textOf(rule.id()), params };
}

/** Salesforce takes strings and booleans only. */
function valueOf(rule: ApexTree.ElementValueContext, file: TreeContext): string {
    const value = literal(required(rule).literal());
    if (value.literal !== 'string' && value.literal !== 'boolean') {
        file.problems.push({ ...value.at, message: `Unexpected token '${value.text}'.` });
    }
    return value.text;
}
