/** What a definition must and must not say beyond its type's elements: rules of objects, fields, labels and API versions. */
import { isKnownVersion } from '../packageXml.ts';
import type { TypeProblem } from '../types.ts';
import { childrenNamed, childText } from '../xmlTree.ts';
import type { XmlNode } from '../xmlTree.ts';

/**
 * Elements without which Salesforce makes no field of the type. Formulas, which need no default and no length, are numbers as others are.
 * Its words: "Must specify 'visibleLines' for a CustomField of type LongTextArea", 'precision' … Currency, 'defaultValue' … Checkbox.
 */
const FIELD_NEEDS: Readonly<Record<string, readonly string[]>> = {
    Checkbox: ['defaultValue'],
    Currency: ['precision', 'scale'],
    EncryptedText: ['length'],
    Html: ['length', 'visibleLines'],
    LongTextArea: ['length', 'visibleLines'],
    MultiselectPicklist: ['visibleLines'],
    Number: ['precision', 'scale'],
    Percent: ['precision', 'scale'],
    Text: ['length']
};

const OF_FORMULAS = new Set(['precision', 'scale']);

/** Elements that Salesforce refuses in a field of the type, whatever their value. */
const FIELD_REFUSES: Readonly<Record<string, readonly string[]>> = {
    TextArea: ['length'],
    MasterDetail: ['deleteConstraint']
};

const VERSIONED = new Set(['ApexClass', 'ApexTrigger', 'ApexPage', 'ApexComponent', 'LightningComponentBundle']);

/** @param whole false when an object's file stands for parts of it, as in a package that names two fields and not the object */
export function definitionProblems(type: string, fullName: string, root: XmlNode, whole: boolean): TypeProblem[] {
    if (type === 'CustomField') {
        return fieldProblems(fullName, root);
    }
    if (type === 'CustomObject') {
        const fields = childrenNamed(root, 'fields').flatMap((field) => fieldProblems(childText(field, 'fullName') ?? '', field));
        const parts = [...fields, ...twice(root, 'fields')];
        return whole ? [...objectProblems(fullName, root), ...parts] : parts;
    }
    if (type === 'CustomLabels') {
        return twice(root, 'labels');
    }
    return VERSIONED.has(type) ? versionProblems(root) : [];
}

function objectProblems(fullName: string, root: XmlNode): TypeProblem[] {
    const kind = /__([a-z]+)$/i.exec(fullName)?.[1].toLowerCase();
    if (kind === undefined) {
        return [];
    }
    const problems: TypeProblem[] = isDeveloperName(fullName) ? [] : [at(root, `The Object Name ${NAME_RULE}`)];
    if (!childText(root, 'label')) {
        problems.push(at(root, 'Must specify a non-empty label for the CustomObject'));
    }
    const [name] = childrenNamed(root, 'nameField');
    const hasName = kind === 'c' && childrenNamed(root, 'customSettingsType').length === 0;
    if (hasName && !/^(?:Text|AutoNumber)$/.test((name && childText(name, 'type')) ?? '')) {
        problems.push(at(name ?? root, 'Must specify a nameField of type Text or AutoNumber'));
    }
    return problems;
}

/** Fields of the platform are only adjusted: their files say little. */
function fieldProblems(fullName: string, field: XmlNode): TypeProblem[] {
    const type = childText(field, 'type');
    if (!/__c$/i.test(fullName) || type === undefined) {
        return [];
    }
    const has = (name: string): boolean => childrenNamed(field, name).length > 0;
    const isFormula = has('formula');
    const needed = (FIELD_NEEDS[type] ?? []).filter((name) => !has(name) && (!isFormula || OF_FORMULAS.has(name)));
    const refused = (FIELD_REFUSES[type] ?? []).filter(has);
    const problems = [
        ...needed.map((name) => `Must specify '${name}' for a CustomField of type ${type}`),
        ...refused.map((name) => `Can not specify '${name}' for a CustomField of type ${type}`)
    ];
    if (!isDeveloperName(fullName.slice(fullName.indexOf('.') + 1))) {
        problems.push(`The Field Name ${NAME_RULE}`);
    }
    if (!childText(field, 'label')) {
        problems.unshift('Must specify a non-empty label for the CustomField');
    }
    if (type === 'LongTextArea' && childText(field, 'required') === 'true') {
        problems.push(`Can not specify 'required' for a CustomField of type ${type}`);
    }
    return problems.map((problem) => at(field, problem));
}

/** Metadata API guide: "The fullName can contain only underscores and alphanumeric characters. It must … begin with a letter …" */
const NAME_RULE =
    'can only contain underscores and alphanumeric characters. It must be unique, begin with a letter, not include spaces, ' +
    'not end with an underscore, and not contain two consecutive underscores.';

/** A name with its suffix, and the namespace of a package before it. */
function isDeveloperName(fullName: string): boolean {
    const parts = fullName.split('__');
    const isSuffix = /^[a-z]+$/i.test(parts.at(-1)!);
    return parts.length <= 3 && isSuffix && parts.slice(0, -1).every((part) => /^[a-z](?:_?[a-z0-9])*$/i.test(part));
}

/** The second of two parts of one name. */
function twice(root: XmlNode, element: string): TypeProblem[] {
    const seen = new Set<string>();
    return childrenNamed(root, element).flatMap((part) => {
        const name = childText(part, 'fullName') ?? '';
        const key = name.toLowerCase();
        if (seen.has(key)) {
            return [at(part, `${name} is in this file twice`)];
        }
        seen.add(key);
        return [];
    });
}

function versionProblems(root: XmlNode): TypeProblem[] {
    return childrenNamed(root, 'apiVersion')
        .filter(({ text }) => !isKnownVersion(text))
        .map((node) => ({ line: node.endLine, column: node.endColumn, problem: `Invalid version specified:${node.text}` }));
}

function at({ line, column }: XmlNode, problem: string): TypeProblem {
    return { line, column, problem };
}
