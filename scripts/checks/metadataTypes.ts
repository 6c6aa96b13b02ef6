import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** What an element of a metadata type may hold. */
export interface ElementType {
    /** Name of a type in the table, or a scalar: string, number, boolean. */
    type: string;
    required: boolean;
    repeats: boolean;
}

export interface MetadataTypes {
    /** Type name → its elements, inherited ones included. */
    elements(type: string): Map<string, ElementType> | undefined;
    /** Enum name → its values. */
    values(type: string): string[] | undefined;
}

/**
 * Reads the Metadata API's types from the declaration file of @salesforce/types: the only published,
 * machine-readable list of every element and enum value that a deploy accepts.
 */
export function loadMetadataTypes(declarationFile: string): MetadataTypes {
    const source = ts.createSourceFile('metadata.d.ts', readFileSync(declarationFile, 'utf8'), ts.ScriptTarget.Latest, false);
    const aliases = new Map<string, ts.TypeNode>();
    for (const statement of source.statements) {
        if (ts.isTypeAliasDeclaration(statement)) {
            aliases.set(statement.name.text, statement.type);
        }
    }
    const cache = new Map<string, Map<string, ElementType> | undefined>();
    const elements = (type: string): Map<string, ElementType> | undefined => {
        if (!cache.has(type)) {
            const node = aliases.get(type);
            cache.set(type, node ? elementsOf(node, elements) : undefined);
        }
        return cache.get(type);
    };
    return {
        elements,
        values: (type) => {
            const node = aliases.get(type);
            return node ? valuesOf(node) : undefined;
        }
    };
}

function elementsOf(
    node: ts.TypeNode,
    elementsByName: (type: string) => Map<string, ElementType> | undefined
): Map<string, ElementType> | undefined {
    if (ts.isIntersectionTypeNode(node)) {
        const all = new Map<string, ElementType>();
        for (const part of node.types) {
            for (const [name, element] of elementsOf(part, elementsByName) ?? []) {
                all.set(name, element);
            }
        }
        return all;
    }
    if (ts.isTypeReferenceNode(node)) {
        return elementsByName((node.typeName as ts.Identifier).text);
    }
    if (!ts.isTypeLiteralNode(node)) {
        return undefined;
    }
    const own = new Map<string, ElementType>();
    for (const member of node.members) {
        if (ts.isPropertySignature(member) && member.type) {
            const name = (member.name as ts.Identifier | ts.StringLiteral).text;
            const repeats = ts.isArrayTypeNode(member.type);
            const inner = ts.isArrayTypeNode(member.type) ? member.type.elementType : member.type;
            own.set(name, { type: nameOf(inner), required: !member.questionToken && !repeats, repeats });
        }
    }
    return own;
}

function nameOf(node: ts.TypeNode): string {
    switch (node.kind) {
        case ts.SyntaxKind.NumberKeyword:
            return 'number';
        case ts.SyntaxKind.BooleanKeyword:
            return 'boolean';
        default:
            return ts.isTypeReferenceNode(node) ? (node.typeName as ts.Identifier).text : 'string';
    }
}

function valuesOf(node: ts.TypeNode): string[] | undefined {
    const parts = ts.isUnionTypeNode(node) ? node.types : [node];
    const values = parts.map((part) => (ts.isLiteralTypeNode(part) && ts.isStringLiteral(part.literal) ? part.literal.text : null));
    return values.every((value) => value !== null) ? (values as string[]) : undefined;
}
